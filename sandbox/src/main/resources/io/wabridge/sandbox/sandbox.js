// Shared by both pages: building elements, calling the control API, keeping a list up to date.
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (key === 'class') node.className = value;
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return node;
}

export const byId = (id) => document.getElementById(id);

export async function call(method, path, body) {
  const options = { method };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.headers = { 'Content-Type': 'application/json' };
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    const why = answer.message || (answer.error && (answer.error.message || answer.error)) || response.status;
    throw new Error(why);
  }
  return answer;
}

export function tell(problem) {
  byId('notice').textContent = problem ? String(problem.message || problem) : '';
}

export async function attempt(work) {
  try {
    tell('');
    return await work();
  } catch (problem) {
    tell(problem);
    return null;
  }
}

export const clock = (ms) => new Date(ms).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

export function face(name) {
  let hue = 0;
  for (const letter of name) hue = (hue * 31 + letter.codePointAt(0)) % 360;
  const initials = name.split(/\s+/).map((part) => [...part][0] || '').slice(0, 2).join('').toUpperCase();
  return el('span', { class: 'face', 'aria-hidden': 'true', style: `background:hsl(${hue} 45% 34%)` }, initials || '?');
}

/** A picture, player or link; a file that cannot be displayed becomes a link. */
export function media(mime, url, name) {
  const link = () => el('a', { class: 'file', href: url, download: name || '' }, el('span', { class: 'tag' }, 'File'), name || mime || 'file');
  const kind = (mime || '').split('/')[0];
  if (kind === 'image') {
    const picture = el('img', { src: url, alt: name || 'picture' });
    picture.addEventListener('error', () => picture.replaceWith(link()));
    return picture;
  }
  if (kind === 'audio') return el('audio', { src: url, controls: true, preload: 'none', 'aria-label': name || 'voice message' });
  if (kind === 'video') return el('video', { src: url, controls: true, preload: 'metadata', 'aria-label': name || 'video' });
  return link();
}

/** Updates a list with as few changes as possible; stays at the end if it was there. */
export function keyed(list, items, draw) {
  const known = new Map([...list.children].map((child) => [child.dataset.key, child]));
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  let before = null;
  for (const item of items) {
    const print = JSON.stringify(item);
    let node = known.get(item.id);
    if (!node || node.print !== print) {
      const fresh = draw(item);
      fresh.dataset.key = item.id;
      fresh.print = print;
      if (!node) fresh.classList.add('new');
      else node.remove();
      node = fresh;
    }
    known.delete(item.id);
    const wanted = before ? before.nextSibling : list.firstChild;
    if (wanted !== node) list.insertBefore(node, wanted);
    before = node;
  }
  known.forEach((old) => old.remove());
  if (!atEnd) return;
  list.scrollTop = list.scrollHeight;
  list.querySelectorAll('img').forEach((picture) => {
    if (!picture.complete) picture.addEventListener('load', () => { list.scrollTop = list.scrollHeight; }, { once: true });
  });
}

/** Long polling: each request waits on the server until something changes. */
export function follow(ask, show) {
  let running = true;
  (async () => {
    let beat = -1;
    while (running) {
      try {
        const answer = await ask(beat);
        if (!running) return;
        beat = answer.beat;
        show(answer);
        byId('state').textContent = '';
      } catch {
        byId('state').textContent = 'No connection. Trying again…';
        await new Promise((resolve) => setTimeout(resolve, 1500));
      }
    }
  })();
  return () => { running = false; };
}

/** Opens a dialog and passes its fields to the callback when it is submitted. */
export function ask(id, work) {
  const dialog = byId(id);
  const form = dialog.querySelector('form');
  form.onsubmit = (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form));
    dialog.close();
    form.reset();
    attempt(() => work(fields));
  };
  dialog.querySelector('.cancel').onclick = () => dialog.close();
  dialog.showModal();
}

export function enterSends(area, send) {
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
}
