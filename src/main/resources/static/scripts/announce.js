// Screen readers hardly notice a status that arrives together with its place. This says it again in a place that was there before,
// and empty. Other scripts have a text said by the event "say".
const voice = document.createElement('div');
voice.className = 'visually-hidden';
voice.setAttribute('role', 'status');
document.body.append(voice);
const say = (text) => {
  voice.textContent = '';
  setTimeout(() => { voice.textContent = text; }, 150);
};
const sayStatus = (part) => {
  const said = [...part.querySelectorAll('[role="status"]')].filter((place) => place !== voice);
  const text = said.map((place) => place.textContent.replace(/\s+/g, ' ').trim()).filter(Boolean).join(' ');
  if (text) say(text);
};
sayStatus(document);
document.addEventListener('htmx:afterSwap', (event) => sayStatus(event.target));
document.addEventListener('say', (event) => say(event.detail));
