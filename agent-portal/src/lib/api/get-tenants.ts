import { useQuery } from '@tanstack/react-query';
import { ask } from '../http';
import { list, object, text } from '../json';
import { usePerson } from '../session-state';

export interface NamedTenant {
  id: string;
  name: string;
}

const named = (it: Record<string, unknown>): NamedTenant => ({ id: text(it, 'id') ?? '', name: text(it, 'name') ?? text(it, 'id') ?? '' });

/** The tenants that the person may choose: an operator all, others those in which they have a role. */
export function useTenants(): NamedTenant[] {
  const person = usePerson();
  const own = Object.keys(person.roles).sort();
  const { data } = useQuery({
    queryKey: ['tenants', person.operator, own.join(' ')],
    queryFn: async ({ signal }) => {
      if (person.operator) return list(object(await ask('/api/v1/tenants?limit=200', { signal })).items, named);
      return Promise.all(own.map(async (id) => named(object(await ask(`/api/v1/tenants/${encodeURIComponent(id)}`, { signal })))));
    },
    staleTime: 60_000,
  });
  return data ?? own.map((id) => ({ id, name: id }));
}
