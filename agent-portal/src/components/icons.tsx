import type { ReactNode } from 'react';

/** The page's icons, inline so that no icon font or image host is needed. All are decoration. */
function icon(path: ReactNode) {
  return function Icon({ size = 20 }: { size?: number }) {
    return (
      <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
        {path}
      </svg>
    );
  };
}

export const CheckIcon = icon(<><circle cx="12" cy="12" r="9" /><path d="m8.5 12.2 2.4 2.4 4.6-4.9" /></>);
export const WarnIcon = icon(<><path d="M12 3.5 2.8 19.5h18.4z" /><path d="M12 10v4M12 17v.01" /></>);
export const BadIcon = icon(<><path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z" /><path d="m9.2 9.2 5.6 5.6m0-5.6-5.6 5.6" /></>);
export const OffIcon = icon(<><circle cx="12" cy="12" r="9" /><path d="M10 9v6M14 9v6" /></>);
export const UnknownIcon = icon(<><circle cx="12" cy="12" r="9" strokeDasharray="3.5 3.5" /><path d="M10 9.8a2.1 2.1 0 1 1 2.9 2c-.6.3-.9.7-.9 1.4M12 16.2v.01" /></>);
export const SearchIcon = icon(<><circle cx="11" cy="11" r="6.5" /><path d="m16 16 4.5 4.5" /></>);
export const SunIcon = icon(<><circle cx="12" cy="12" r="4" /><path d="M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M18.4 5.6l-1.1 1.1M6.7 17.3l-1.1 1.1" /></>);
export const MoonIcon = icon(<path d="M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5z" />);
export const InIcon = icon(<path d="M18 6 6.5 17.5M6 9.5V18h8.5" />);
export const OutIcon = icon(<path d="M6 18 17.5 6.5M9.5 6H18v8.5" />);
export const ArrowIcon = icon(<path d="M5 12h14m-5-5 5 5-5 5" />);
export const PhoneIcon = icon(<path d="M4.5 20l1.1-3.6A8 8 0 1 1 8.7 19z" />);
export const DeskIcon = icon(<><path d="M4.5 13.5v-1a7.5 7.5 0 0 1 15 0v1" /><rect x="3.5" y="13" width="4" height="6" rx="1.6" /><rect x="16.5" y="13" width="4" height="6" rx="1.6" /></>);
export const BridgeIcon = icon(<path d="M2.5 17.5h19M6 17.5v-5M18 17.5v-5M2.5 10c3.3 0 5 2.5 9.5 2.5s6.2-2.5 9.5-2.5" />);
export const PersonIcon = icon(<><circle cx="12" cy="8" r="3.5" /><path d="M5 19.5c.8-3.6 3.6-5.5 7-5.5s6.2 1.9 7 5.5" /></>);
