import { SearchScreen } from '@/features/messages/search-screen';
import { TraceScreen } from '@/features/messages/trace-screen';
import { OverviewScreen } from '@/features/overview/overview-screen';
import { ParkedScreen } from '@/features/parked/parked-screen';
import { SignIn } from '@/features/sign-in/sign-in';
import { type Place, usePlace } from '@/lib/place';
import { useToken } from '@/lib/token';
import { Shell } from './shell';

/** Signed out: the sign-in page. Signed in: the frame with the view of the current address. */
export function Portal() {
  const token = useToken();
  const place = usePlace();
  if (token === null) return <SignIn />;
  return (
    <Shell place={place}>
      <View place={place} />
    </Shell>
  );
}

function View({ place }: { place: Place }) {
  switch (place.at) {
    case 'overview':
      return <OverviewScreen />;
    case 'parked':
      return <ParkedScreen />;
    case 'search':
      return <SearchScreen key={place.words} words={place.words} />;
    case 'trace':
      return <TraceScreen key={place.id} id={place.id} />;
  }
}
