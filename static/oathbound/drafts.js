// Keeps what is typed on a step, or on a page of a report: ten seconds after it was typed, and when the page is left. The page works without it.
// Pages of a report and messages are written on the way, perhaps in a tunnel: they save as soon as nobody has typed for two seconds, and a
// press waits until what is typed has arrived. One that sends it for good ("data-sends") first waits until the server answers at all.
const EVERY = 10000
const PAUSE = 2000
const AGAIN = 5000
const LONGEST_WAIT = 15000
// What comes back where there is no connection, or where the proxy finds no server.
const NO_ANSWER = [0, 502, 503, 504]
// The most bytes that a browser still sends after the page is closed (fetch, keepalive): 64 KiB with the headers.
const MOST_AFTER_THE_PAGE = 64000

// Keeps the first form with a draft in `root`. Returns what a drawer calls when it closes: it ends the keeping, saves what is
// not saved yet, and answers whether all of it is saved. Returns nothing where there is no form.
export function start (root) {
  const form = root.querySelector('form[data-draft]')
  if (!form) return undefined
  const status = form.querySelector('[data-draft-status]')
  // Where a page has a line of its own for it, a screen reader does not hear each time that something was saved.
  const quiet = form.querySelector('[data-draft-saved]') || status
  const holds = 'held' in status.dataset && 'timeout' in AbortSignal && 'requestSubmit' in form
  const pause = holds ? PAUSE : EVERY
  const version = form.elements.namedItem('draft_version') || form.elements.namedItem('seen')
  // A drawer over this page changes the address of the window, but not the page that owns this form. With "#" in it, the page would not
  // be loaded again.
  const address = form.getAttribute('action') || window.location.href.split('#')[0]
  const ended = new AbortController()
  // What this page sends is numbered: what it sent earlier takes the place of nothing if it arrives later.
  const name = Math.random().toString(36).slice(2)
  let sends = 0
  let changes = 0
  let kept = 0
  let due = null
  let since = null
  let saving = null
  let left = null
  let isAtRisk = false
  let over = false
  let isSent = false
  let button = null
  let isHeld = false
  let goesOut = false
  let savedFor = null
  let again

  if ('saved' in status.dataset) { // the page keeps something, and does not only hold its press
    listen(form, 'input', noteChange)
    listen(form, 'change', noteChange)
  }
  listen(form, 'submit', press)
  listen(document, 'submit', saveFirst)
  listen(window, 'beforeunload', ask)
  listen(window, 'pagehide', leave)
  listen(window, 'online', () => save())
  listen(document, 'visibilitychange', () => document.hidden ? leave() : look())
  listen(window, 'pageshow', () => { over = isSent = false; setTimeout(look, 1500) })
  if (form.dataset.draft === 'together') again = setInterval(look, EVERY)
  if ('unsaved' in form.dataset) noteChange()
  return end

  function listen (target, name, act) {
    target.addEventListener(name, act, { signal: ended.signal })
  }

  function noteChange () {
    changes += 1
    form.dataset.typed = ''
    since ??= Date.now()
    saveIn(Math.max(0, Math.min(pause, since + EVERY - Date.now())))
  }

  function saveIn (milliseconds) {
    clearTimeout(due)
    due = setTimeout(save, milliseconds)
  }

  // Sends the newest words by themselves: an older save can still be on its way, and the page has no time to wait for it.
  function leave () {
    if (isKept() || left === changes) return
    clearTimeout(due)
    due = null
    left = changes
    track(saveNow(true)).finally(() => { left = null })
  }

  // Has the browser ask before it leaves words that cannot go out: nothing of them is stored on the device, which others may use.
  // The way out of the page asks nothing.
  function ask (event) {
    leave()
    const isLost = isAtRisk || !navigator.onLine || !isShort(bodyOf('keep'))
    if (kept !== changes && isLost && !isSent && !document.documentElement.classList.contains('ob-left')) event.preventDefault()
  }

  function isKept () {
    return over || kept === changes || form.dataset.signedOut
  }

  async function end () {
    ended.abort()
    clearInterval(again)
    await saving
    await save()
    clearTimeout(due)
    over = true
    return kept === changes
  }

  // Saves before another form of the page goes out: "Sign out" ends the session in which what was typed last can be saved.
  async function saveFirst (event) {
    if (event.target === form || event.target === savedFor || kept === changes) return
    event.preventDefault()
    savedFor = event.target
    await save()
    savedFor.requestSubmit(event.submitter)
  }

  // Lets a press out once what is typed has arrived. Without a connection the page stays, says so, and goes on by itself later.
  async function press (event) {
    if (goesOut || over || !holds || (navigator.onLine && !saving && kept === changes && !('sends' in form.dataset))) {
      over = isSent = true
      return
    }
    event.preventDefault()
    button = event.submitter
    if (isHeld) return
    isHeld = true
    form.dataset.typed = ''
    say(quiet, status.dataset.saving || '')
    while (!await hasArrived()) {
      if (status.textContent !== status.dataset.held) {
        tell(status.dataset.held)
        status.scrollIntoView({ block: 'center' })
      }
      await connection()
    }
    isHeld = false
    goesOut = true
    form.requestSubmit(button)
    goesOut = false
  }

  // Whether the server has what is typed, or has said what is wrong with it: then the press shows that.
  async function hasArrived () {
    if (kept === changes && !saving) return isAnswer(await send(bodyOf('look')))
    while (!over && (saving || kept !== changes)) {
      const answer = await save()
      if (!answer || answer.status !== 200) return isAnswer(answer)
    }
    return true
  }

  function isAnswer (answer) {
    return !answer || !NO_ANSWER.includes(answer.status)
  }

  // Resolves after a while, at once when the device says that it is online again.
  function connection () {
    return new Promise(resolve => {
      setTimeout(resolve, AGAIN)
      window.addEventListener('online', resolve, { once: true })
    })
  }

  function save () {
    clearTimeout(due)
    due = null
    return saving || isKept() ? saving : track(saveNow())
  }

  // Remembers that something is on its way, until all of it is answered. Resolves with the last answer.
  function track (answer) {
    const all = Promise.all([saving, answer]).then(answers => answers[1]).finally(() => { if (saving === all) saving = null })
    saving = all
    return all
  }

  async function saveNow (keepalive = false) {
    const upTo = changes
    since = null
    const answer = await send(bodyOf('keep'), keepalive)
    isAtRisk = answer.status !== 200 && !answer.body?.kept
    if (answer.status === 200 && answer.body) {
      kept = Math.max(kept, upTo)
      version.value = Math.max(version.value, answer.body.version)
      say(quiet, status.dataset.saved.replace('TIME', new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })))
    } else if (answer.status === 409 && answer.body) {
      over = true
      tell([answer.body?.typing, status.dataset.changed].filter(Boolean).join(' '))
    } else if (answer.status === 403 && answer.body) {
      over = true
      tell(answer.body.kept ? status.dataset.signedOut : status.dataset.onPage)
    } else if (!isHeld) {
      tell(status.dataset.failed)
    }
    if (!over && kept !== changes && due === null) saveIn(answer.status === 200 ? pause : EVERY)
    return answer
  }

  // Asks who else is typing, and shows what this browser saved when it left the page a moment ago. Keeps what is typed here.
  async function look () {
    if (over || isHeld || saving || document.hidden || changes !== kept) return
    const answer = await send(bodyOf('look'))
    if (answer.status !== 200 || !answer.body || over || isHeld || saving || changes !== kept) return
    if (answer.body.typing) return tell(answer.body.typing)
    if (answer.body.version <= Number(version.value)) return
    if (changes === 0 && answer.body.own && !isBehindDrawer()) window.location.replace(address)
    else tell(status.dataset.newer)
  }

  // A page is not loaded again while a drawer lies over it.
  function isBehindDrawer () {
    const drawer = document.querySelector('dialog[open]')
    return drawer !== null && !drawer.contains(form)
  }

  function bodyOf (asked) {
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    body.set('draft', asked)
    return body.toString().replace(/(%[89A-F][0-9A-F])+/g, decodeURIComponent) // a letter in two bytes, not in six
  }

  function isShort (sent) {
    return new Blob([sent]).size < MOST_AFTER_THE_PAGE
  }

  async function send (sent, keepalive = false) {
    const headers = { 'X-Draft': `${name}.${sends += 1}`, 'Content-Type': 'application/x-www-form-urlencoded' }
    const after = keepalive && isShort(sent)
    try {
      const answer = await fetch(address, { method: 'POST', body: sent, headers, keepalive: after, signal: AbortSignal.timeout?.(LONGEST_WAIT) })
      const isJson = (answer.headers.get('Content-Type') || '').startsWith('application/json')
      return { status: answer.status, body: isJson ? await answer.json() : null }
    } catch {
      return { status: 0, body: null }
    }
  }

  function tell (text) {
    say(status, text)
  }

  function say (place, text) {
    if (quiet !== status) (place === status ? quiet : status).textContent = ''
    if (place.textContent !== text) place.textContent = text
  }
}

start(document)
