// The status page: asks the router every two seconds and brings the page up to date, node by node, so that focus and
// a screen reader's place stay where they are. Whatever comes from the router goes in as text, never as markup.

import { rates, sparkline } from './charts.js';

const POLL_MILLIS = 2000;
const HIDDEN_POLL_MILLIS = 20000;
const PATIENCE_MILLIS = 8000;
const CHART_SPAN_MILLIS = 600000;
const ANSWER_MILLIS = 15000;
const TOKEN = 'viprouter-token';

const byId = (id) => document.getElementById(id);
let samples = [];
let lastAnswerAt = 0;
let tokenAsked = false;
let timer = 0;
let epoch = null;

// ---- nodes -------------------------------------------------------------------------------------------------------

/** An element. A property of null or false is left out; children are nodes or texts. */
function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.getAttribute('data-key') : null);

/** Whether one node can become the other. */
function alike(old, fresh) {
  return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && keyOf(old) === keyOf(fresh);
}

/** Makes the children of one node those of another, and touches only what differs. */
function patchChildren(old, fresh) {
  const wanted = [...fresh.childNodes];
  for (let i = 0; i < wanted.length; i++) {
    const here = old.childNodes[i];
    if (here && alike(here, wanted[i])) {
      patch(here, wanted[i]);
      continue;
    }
    const key = keyOf(wanted[i]);
    const moved = key && [...old.childNodes].slice(i + 1).find((node) => alike(node, wanted[i]));
    if (moved) {
      old.insertBefore(moved, here);
      patch(moved, wanted[i]);
    } else {
      old.insertBefore(wanted[i], here ?? null);
    }
  }
  while (old.childNodes.length > wanted.length) {
    old.lastChild.remove();
  }
}

function patch(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) {
      old.data = fresh.data;
    }
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name)) {
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  patchChildren(old, fresh);
}

function show(id, ...children) {
  const fresh = h('div', {}, ...children);
  patchChildren(byId(id), fresh);
}

// ---- words -------------------------------------------------------------------------------------------------------

const count = (number) => Number(number).toLocaleString('en');

function bytes(number) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = Number(number);
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

const rate = (number) => (number === 0 ? '0' : number < 10 ? number.toFixed(1) : count(Math.round(number)));

function span(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d`;
}

function clock(time) {
  return new Date(time).toLocaleTimeString('en-GB');
}

function since(time, now) {
  return h('time', { datetime: time, title: new Date(time).toLocaleString('en-GB') },
    span(new Date(now) - new Date(time)));
}

// ---- what the router says ------------------------------------------------------------------------------------------

const TONES = {
  up: 'good', MASTER: 'good', BACKUP: 'calm', draining: 'calm', maintenance: 'calm', INITIALIZE: 'warn',
  quarantined: 'bad', unfit: 'bad', FAULT: 'bad',
};

function state(word) {
  return h('span', { class: `state ${TONES[word] ?? 'warn'}` }, word);
}

function button(text, command, data, extra = {}) {
  const attributes = { type: 'button', 'data-command': command, ...extra };
  for (const [name, value] of Object.entries(data)) {
    attributes[`data-${name}`] = value;
  }
  return h('button', attributes, text);
}

function cell(label, attributes, ...children) {
  return h('td', { role: 'cell', 'data-label': label, ...attributes }, ...children);
}

function table(caption, heads, rows) {
  return h('table', { role: 'table' },
    h('caption', { class: 'unseen' }, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
      heads.map(([text, kind]) => h('th', { role: 'columnheader', scope: 'col', class: kind }, text)))),
    h('tbody', { role: 'rowgroup' }, rows));
}

function why(destination, now) {
  const cause = destination.state === 'up' ? null : destination.cause;
  const history = destination.history ?? [];
  return [
    h('span', {}, since(destination.since, now)),
    cause ? h('span', { class: 'cause' }, cause) : null,
    history.length > 1
      ? h('details', {}, h('summary', {}, `${history.length} changes`),
        h('ol', { class: 'history' }, history.map((change) => h('li', {},
          h('time', { datetime: change.at }, clock(change.at)), ' ', change.state, ': ', change.cause))))
      : null,
  ];
}

function destinationRow(section, destination, now) {
  const out = ['draining', 'maintenance'].includes(destination.state);
  const data = { section: section.name, destination: destination.address };
  return h('tr', { role: 'row', 'data-key': destination.address, class: destination.current ? 'current' : null },
    h('th', { role: 'rowheader', scope: 'row' },
      h('span', { class: 'address' }, destination.address),
      destination.current ? h('span', { class: 'mark' }, 'current') : null),
    cell('State', {}, state(destination.state)),
    cell('Since', { class: 'wide' }, why(destination, now)),
    cell('Sessions', { class: 'number' }, count(destination.activeConnections)),
    cell('Total', { class: 'number' }, count(destination.totalConnections)),
    cell('Errors', { class: 'number' }, count(destination.connectErrors)),
    cell('In', { class: 'number' }, bytes(destination.bytesFromClients)),
    cell('Out', { class: 'number' }, bytes(destination.bytesFromServers)),
    cell('Commands', { class: 'actions' },
      out
        ? button('Undrain', 'undrain', data, { 'aria-label': `Undrain ${destination.address} in ${section.name}` })
        : button('Drain', 'drain', data, { 'aria-label': `Drain ${destination.address} in ${section.name}` }),
      button('Kill sessions', 'kill', data, {
        'aria-label': `Kill sessions of ${destination.address} in ${section.name}`,
        disabled: destination.activeConnections === 0,
      })));
}

function chart(title, now, points, format) {
  const most = points.reduce((highest, [, value]) => Math.max(highest, value), 0);
  return h('figure', {},
    h('figcaption', {}, h('span', {}, title), ' ', h('b', {}, now)),
    sparkline(points, CHART_SPAN_MILLIS, `${title}: now ${now}, at most ${format(most)} in the last ten minutes`));
}

function charts(section) {
  const of = (sample) => sample.sections[section.name];
  const active = samples.filter(of).map((sample) => [sample.at, of(sample).active]);
  const perSecond = (number) => `${rate(number)}/s`;
  const bytesPerSecond = (number) => `${bytes(number)}/s`;
  const r = section.rates;
  return h('div', { class: 'charts' },
    chart('Clients', `${count(section.activeConnections)} of ${count(section.maxConnections)}`, active, count),
    chart('New connections', perSecond(r.connectionsPerSecond), rates(samples, (s) => of(s)?.total), perSecond),
    chart('From clients', bytesPerSecond(r.bytesFromClientsPerSecond),
      rates(samples, (s) => of(s)?.bytesFromClients), bytesPerSecond),
    chart('From servers', bytesPerSecond(r.bytesFromServersPerSecond),
      rates(samples, (s) => of(s)?.bytesFromServers), bytesPerSecond));
}

function sectionCard(section, now) {
  const sticky = ['first-available', 'next-available'].includes(section.strategy);
  const title = `section-${section.name}`;
  return h('section', { class: 'card', 'data-key': section.name, 'aria-labelledby': title },
    h('div', { class: 'head' },
      h('h3', { id: title }, section.name),
      h('p', { class: 'sub' }, `${section.mode}, ${section.strategy}, `,
        section.listening ? 'listening on ' : h('span', { class: 'state warn' }, 'not listening'), ' ',
        section.bind.join(', ')),
      h('p', { class: 'sub' }, `${count(section.totalConnections)} clients served, `,
        `${count(section.refusedConnections)} turned away`,
        section.heldConnections > 0 ? `, ${count(section.heldConnections)} waiting` : null),
      sticky
        ? h('div', { class: 'actions' }, button('Failback', 'failback', { section: section.name },
          { 'aria-label': `Failback of ${section.name}` }))
        : null),
    charts(section),
    table(`Destinations of ${section.name}`,
      [['Destination', 'first'], ['State', 'second'], ['Since, and why', 'wide'], ['Sessions', 'number'], ['Total', 'number'],
        ['Errors', 'number'], ['In', 'number'], ['Out', 'number'], ['Commands', 'actions']],
      section.destinations.map((destination) => destinationRow(section, destination, now))),
    section.blockedClients.length === 0 ? null : h('div', { class: 'blocked' },
      h('h4', {}, 'Blocked client addresses'),
      h('ul', {}, section.blockedClients.map((client) => h('li', { 'data-key': client },
        h('span', { class: 'address' }, client), ' ',
        button('Unblock', 'unblock', { section: section.name, client },
          { 'aria-label': `Unblock ${client} in ${section.name}` }))))));
}

function virtualRouterRow(router, now) {
  const rejected = Object.entries(router.rejected).map(([reason, number]) => `${number} ${reason}`).join(', ');
  return h('tr', { role: 'row', 'data-key': router.name, class: router.state === 'MASTER' ? 'current' : null },
    h('th', { role: 'rowheader', scope: 'row' }, h('span', { class: 'address' }, router.name),
      h('span', { class: 'cause' }, `id ${router.virtualRouterId} on ${router.interfaceName}`)),
    cell('State', {}, state(router.state)),
    cell('Since', { class: 'wide' }, h('span', {}, since(router.since, now)),
      h('span', { class: 'cause' }, router.reason)),
    cell('Master', {}, router.state === 'MASTER' ? 'this router' : router.master ?? 'not known'),
    cell('Addresses', {}, router.addresses.join(', ')),
    cell('Priority', { class: 'number' }, router.effectivePriority === router.priority
      ? String(router.priority) : `${router.effectivePriority} (of ${router.priority})`),
    cell('Adverts', { class: 'number' }, `${count(router.advertisementsSent)} / ${count(router.advertisementsReceived)}`,
      rejected ? h('span', { class: 'cause' }, `rejected: ${rejected}`) : null),
    cell('Commands', { class: 'actions' }, button('Release', 'release', { 'virtual-router': router.name },
      { 'aria-label': `Release ${router.name}`, disabled: router.state !== 'MASTER' })));
}

function eventRow(event) {
  return h('li', { 'data-key': `${event.at} ${event.kind} ${event.subject} ${event.text}` },
    h('time', { datetime: event.at, title: new Date(event.at).toLocaleString('en-GB') }, clock(event.at)),
    h('span', { class: 'subject' }, event.subject || 'router'),
    h('span', { class: 'text' }, event.text));
}

function render(status) {
  const level = status.verdict.level;
  document.title = `${{ ok: '', notice: '', warning: '! ', critical: '!! ' }[level]}${status.name}`;
  byId('name').textContent = status.name;
  byId('facts').textContent = `${status.host === status.name ? '' : `${status.host}, `}version ${status.version}, up `
    + `${span(new Date(status.at) - new Date(status.startedAt))}, ${count(status.activeConnections)} clients`;
  document.body.dataset.level = level;
  show('verdict', h('p', { class: 'sentence' }, status.verdict.text));
  show('problems', status.verdict.problems.slice(1).map((problem) =>
    h('li', { class: problem.level }, h('b', {}, problem.level), ' ', problem.text)));
  show('sections', status.sections.map((section) => sectionCard(section, status.at)));
  byId('virtual-routers-part').hidden = status.virtualRouters.length === 0;
  show('virtual-routers', h('div', { class: 'card' }, table('Virtual routers',
    [['Name', 'first'], ['State', 'second'], ['Since, and why', 'wide'], ['Master'], ['Addresses'], ['Priority', 'number'],
      ['Sent / received', 'number'], ['Commands', 'actions']],
    status.virtualRouters.map((router) => virtualRouterRow(router, status.at)))));
  show('events', status.events.length === 0 ? h('li', {}, 'Nothing has happened yet.')
    : status.events.slice(0, 40).map(eventRow));
}

// ---- talking to the router -----------------------------------------------------------------------------------------

async function ask(path, options = {}) {
  const token = sessionStorage.getItem(TOKEN);
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const abort = new AbortController();
  const patience = setTimeout(() => abort.abort(), options.method === 'POST' ? 65000 : PATIENCE_MILLIS);
  try {
    const answer = await fetch(path, { ...options, headers, cache: 'no-store', signal: abort.signal });
    const document = await answer.json();
    return { ok: answer.ok, status: answer.status, document };
  } finally {
    clearTimeout(patience);
  }
}

function unreachable(text) {
  document.body.classList.add('stale');
  const asOf = lastAnswerAt === 0 ? '' : ` What is shown below is as of ${clock(lastAnswerAt)}.`;
  show('verdict', h('p', { class: 'sentence' }, text + asOf));
  byId('pulse').textContent = 'not live';
}

async function history() {
  const last = samples.length === 0 ? 0 : samples[samples.length - 1].number;
  const answer = await ask(`/api/v1/history?after=${last}`);
  if (answer.ok) {
    const fresh = answer.document.samples.map((sample) => ({ ...sample, at: Date.parse(sample.at) }));
    const newest = fresh.length === 0 ? Date.now() : fresh[fresh.length - 1].at;
    samples = [...samples, ...fresh].filter((sample) => newest - sample.at <= CHART_SPAN_MILLIS);
  }
}

async function refresh() {
  clearTimeout(timer);
  try {
    const answer = await ask('/api/v1/status');
    if (answer.ok) {
      const mark = `${answer.document.pid} ${answer.document.startedAt}`;
      if (mark !== epoch) {
        epoch = mark;
        samples = [];
      }
      await history();
      lastAnswerAt = Date.now();
      document.body.classList.remove('stale');
      byId('pulse').textContent = `live, ${clock(lastAnswerAt)}`;
      render(answer.document);
    } else if (answer.status === 401) {
      unreachable('The router asks for its token.');
      if (!tokenAsked) {
        tokenAsked = true;
        setTimeout(askToken);
      }
    } else {
      unreachable(`The router answers with an error: ${answer.document.error}.`);
    }
  } catch {
    unreachable('The router does not answer.');
  }
  timer = setTimeout(refresh, document.hidden ? HIDDEN_POLL_MILLIS : POLL_MILLIS);
}

// ---- commands --------------------------------------------------------------------------------------------------------

/** Ends the question that is asked, if there is one. */
let settle = () => {};

/** Asks in a dialog; gives the text of the field, or whether to go on, or null. */
function question({ title, text, yes, label, value, type }) {
  // The browser tells of a dialog's end later: the question before may wait for that still.
  settle();
  const dialog = byId('ask');
  byId('ask-title').textContent = title;
  byId('ask-text').textContent = text;
  byId('ask-yes').textContent = yes;
  byId('ask-field').hidden = !label;
  const input = byId('ask-input');
  byId('ask-label').textContent = label ?? '';
  input.type = type ?? 'text';
  input.value = value ?? '';
  dialog.returnValue = '';
  dialog.showModal();
  (label ? input : byId('ask-yes')).focus();
  return new Promise((resolve) => {
    settle = () => {
      settle = () => {};
      resolve(dialog.returnValue === 'yes' ? (label ? input.value : true) : null);
      input.value = '';
    };
  });
}

async function askToken() {
  const token = await question({
    title: 'Token', text: 'As router.admin.token says. It is kept until this tab is closed.', yes: 'Use it',
    label: 'Token', type: 'password',
  });
  if (token !== null) {
    if (token.trim() === '') {
      sessionStorage.removeItem(TOKEN);
    } else {
      sessionStorage.setItem(TOKEN, token.trim());
    }
    tokenAsked = false;
    await refresh();
  }
}

function tell(text, tone) {
  const line = h('p', { class: tone }, text);
  byId('answers').append(line);
  setTimeout(() => line.remove(), ANSWER_MILLIS);
}

const part = encodeURIComponent;
const inSection = (data, command) => `/api/v1/sections/${part(data.section)}/${command}`;

const COMMANDS = {
  failback: async (data) => `${inSection(data, 'failback')}`,
  undrain: async (data) => `${inSection(data, 'undrain')}?destination=${part(data.destination)}`,
  unblock: async (data) => `${inSection(data, 'unblock')}?client=${part(data.client)}`,
  reload: async () => '/api/v1/reload',
  drain: async (data) => {
    const deadline = await question({
      title: `Drain ${data.destination}?`, yes: 'Drain', label: 'Sessions may go on for', value: '30s',
      text: `It gets no new connections of section ${data.section}. Sessions still open at the deadline are closed.`,
    });
    return deadline && `${inSection(data, 'drain')}?destination=${part(data.destination)}&deadline=${part(deadline)}`;
  },
  kill: async (data) => (await question({
    title: `Kill the sessions of ${data.destination}?`, yes: 'Kill sessions',
    text: `All its sessions of section ${data.section} are closed at once. New ones may come.`,
  })) && `${inSection(data, 'kill')}?destination=${part(data.destination)}`,
  release: async (data) => (await question({
    title: `Release ${data.virtualRouter}?`, yes: 'Release',
    text: 'Another router takes the addresses over. Clients of this one are cut off and connect again.',
  })) && `/api/v1/virtual-routers/${part(data.virtualRouter)}/release`,
};

async function run(command, data) {
  const path = await COMMANDS[command](data);
  if (!path) {
    return;
  }
  try {
    let answer = await ask(path, { method: 'POST' });
    if (command === 'failback' && answer.status === 409) {
      const force = await question({
        title: `Failback of ${data.section} is refused`, yes: 'Failback all the same', text: answer.document.error,
      });
      if (!force) {
        return;
      }
      answer = await ask(`${path}?force=true`, { method: 'POST' });
    }
    tell(answer.ok ? `${command}: ${answer.document.text}` : `${command}: ${answer.document.error}`,
      answer.ok ? 'good' : 'bad');
    if (answer.status === 401) {
      await askToken();
    }
  } catch {
    tell(`${command}: the router does not answer`, 'bad');
  }
  await refresh();
}

document.addEventListener('click', (event) => {
  const pressed = event.target.closest('button[data-command]');
  if (pressed) {
    run(pressed.dataset.command, { ...pressed.dataset });
  }
});
byId('token-button').addEventListener('click', askToken);
byId('ask').addEventListener('close', () => {
  if (!byId('ask').open) {
    settle();
  }
});
byId('ask-no').addEventListener('click', () => byId('ask').close(''));
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    refresh();
  }
});
refresh();
