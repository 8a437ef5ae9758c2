import { Refused, Unreachable } from './http';
import { useWords } from './language';

const en = {
  unreachable: 'Wabridge is unavailable at this address. Check with “./bridge status” whether it is running.',
  'wrong-credentials': 'The e-mail address or the password is wrong.',
  'wrong-code': 'The code is wrong, or was used before. Wait for the next one.',
  locked: (wait: string) => `Too many attempts. Try again in ${wait}.`,
  'link-gone': 'This link or code is wrong, was used, or has expired. Ask for a new one.',
  'email-taken': 'There is already an account with this e-mail address.',
  'https-required': 'Open this page with https: over http your password can be read on the way.',
  forbidden: 'You may not do this.',
  changed: 'Another person has changed this meanwhile. Read it again, then change it.',
  other: (what: string) => `Wabridge answered: ${what}`,
};

const words = {
  en,
  es: {
    unreachable: 'Wabridge no responde en esta dirección. Compruebe con “./bridge status” si está en marcha.',
    'wrong-credentials': 'El correo o la contraseña no son correctos.',
    'wrong-code': 'El código no es correcto o ya se usó. Espere al siguiente.',
    locked: (wait: string) => `Demasiados intentos. Vuelva a probar en ${wait}.`,
    'link-gone': 'Este enlace o código no es correcto, ya se usó o caducó. Pida uno nuevo.',
    'email-taken': 'Ya existe una cuenta con este correo.',
    'https-required': 'Abra esta página con https: con http cualquiera en el camino puede leer su contraseña.',
    forbidden: 'No tiene permiso para hacer esto.',
    changed: 'Otra persona lo cambió mientras tanto. Vuelva a leerlo y cámbielo después.',
    other: (what: string) => `Wabridge respondió: ${what}`,
  },
  pt: {
    unreachable: 'O Wabridge não responde neste endereço. Verifique com “./bridge status” se está em execução.',
    'wrong-credentials': 'O e-mail ou a senha não estão corretos.',
    'wrong-code': 'O código não está correto ou já foi usado. Espere o próximo.',
    locked: (wait: string) => `Tentativas demais. Tente de novo em ${wait}.`,
    'link-gone': 'Este link ou código não está correto, já foi usado ou expirou. Peça um novo.',
    'email-taken': 'Já existe uma conta com este e-mail.',
    'https-required': 'Abra esta página com https: com http qualquer um no caminho pode ler sua senha.',
    forbidden: 'Você não tem permissão para fazer isso.',
    changed: 'Outra pessoa alterou isto nesse meio-tempo. Leia de novo e depois altere.',
    other: (what: string) => `O Wabridge respondeu: ${what}`,
  },
} satisfies Record<string, typeof en>;

/** A failure in the person's language. */
export function useProblemWords(): (error: unknown) => string {
  const said = useWords(words);
  return (error) => {
    if (error instanceof Unreachable) return said.unreachable;
    if (!(error instanceof Refused)) return said.other(error instanceof Error ? error.message : String(error));
    if (error.code === 'locked') return said.locked(error.wait >= 120 ? `${Math.ceil(error.wait / 60)} min` : `${Math.max(1, error.wait)} s`);
    const known = said[error.code as keyof typeof said];
    return typeof known === 'string' ? known : said.other(error.message);
  };
}
