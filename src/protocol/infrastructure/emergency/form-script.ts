/**
 * What runs in the form: plain JavaScript for any browser of the last years, without a library. Numbers go on from where
 * they were; what is exported is signed by WebCrypto (ECDSA P-256) over the very text that the file holds.
 */
export const FORM_SCRIPT = `
'use strict';
(function () {
  var facts = JSON.parse(document.getElementById('facts').textContent);
  var KEY = 'registro-di-emergenza ' + facts.formId;
  var field = function (id) { return document.getElementById(id); };
  var state;
  // Read again before each act: another window of the same form may have given a number meanwhile.
  function load() { state = JSON.parse(localStorage.getItem(KEY) || '{"last":0,"opening":null,"entries":[]}'); }
  function save() { localStorage.setItem(KEY, JSON.stringify(state)); show(); }
  function text(number) { return facts.prefix + '-' + ('000000' + number).slice(-Math.max(6, String(number).length)); }
  function cell(row, value) { var td = document.createElement('td'); td.textContent = value; row.appendChild(td); }
  function show() {
    var opening = state.opening;
    field('opening').hidden = Boolean(opening);
    field('entry').hidden = !opening || Boolean(opening.closedAt);
    field('list').hidden = !opening;
    field('close').disabled = !opening || Boolean(opening.closedAt);
    field('export').disabled = !opening || !opening.closedAt || state.entries.length === 0;
    field('rows').textContent = '';
    state.entries.forEach(function (entry) {
      var row = document.createElement('tr');
      [text(entry.number), new Date(entry.at).toLocaleString('it-IT'), entry.direction === 'INCOMING' ? 'Entrata' : 'Uscita',
        entry.counterpart, entry.subject].forEach(function (value) { cell(row, value); });
      field('rows').appendChild(row);
    });
  }
  function say(message) { field('status').textContent = message; }
  field('opening').addEventListener('submit', function (event) {
    event.preventDefault();
    load();
    if (state.opening) { show(); return; }
    state.opening = { cause: field('cause').value.trim(), actReference: field('act').value.trim(),
      openedAt: new Date().toISOString(), closedAt: null };
    state.entries = [];
    save();
    say('Registro aperto.');
  });
  field('entry').addEventListener('submit', function (event) {
    event.preventDefault();
    load();
    if (!state.opening || state.opening.closedAt) { show(); return; }
    state.last += 1;
    state.entries.push({ number: state.last, at: new Date().toISOString(), direction: field('direction').value,
      subject: field('subject').value.trim(), counterpart: field('counterpart').value.trim(),
      classificationCode: field('class').value, sheets: field('sheets').value ? Number(field('sheets').value) : null,
      place: field('place').value.trim() });
    save();
    field('subject').value = '';
    field('counterpart').value = '';
    field('sheets').value = '';
    field('counterpart').focus();
    say('Registrato con il numero ' + text(state.last) + '.');
  });
  field('close').addEventListener('click', function () {
    load();
    if (!state.opening) { show(); return; }
    state.opening.closedAt = new Date().toISOString();
    save();
    say('Registro chiuso: esporti il file e lo consegni per l’importazione.');
  });
  field('export').addEventListener('click', function () {
    load();
    var payload = JSON.stringify({ form: 'emergency-register/1', formId: facts.formId, station: facts.prefix,
      opening: state.opening, entries: state.entries });
    var algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    crypto.subtle.importKey('jwk', facts.privateKey, algorithm, false, ['sign']).then(function (key) {
      return crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new TextEncoder().encode(payload));
    }).then(function (signature) {
      var bytes = Array.from(new Uint8Array(signature)).map(function (byte) { return String.fromCharCode(byte); }).join('');
      var file = JSON.stringify({ payload: payload, signature: btoa(bytes) });
      var link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([file], { type: 'application/json' }));
      link.download = 'registro-di-emergenza-' + facts.prefix + '-' + state.opening.openedAt.slice(0, 10) + '.json';
      link.click();
      state.opening = null;
      save();
      say('File esportato. Una nuova apertura prosegue con il numero ' + text(state.last + 1) + '.');
    }).catch(function (fault) { say('Il file non è stato firmato: ' + fault); });
  });
  window.addEventListener('storage', function () { load(); show(); });
  load();
  show();
})();
`;
