/** The server's words about a field, where they are one that is translated. */
export function problemWords(problem: string, required: string): string {
  return problem === 'is required' ? required : problem;
}
