// Unfolds a paper in place: fetches the page that the link leads to, and shows the part of it that the link names. The server sends a
// paper only when it is unfolded, and then counts it as opened. Without this script, the link leads to that page.
let turn = 0

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-unfolds]')
  const isPlain = !event.defaultPrevented && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  if (!link || !isPlain) return
  event.preventDefault()
  unfold(link)
})

async function unfold (link) {
  const mine = ++turn
  const { unfolds, stays } = link.dataset
  const answer = await fetch(link.href, { redirect: 'manual' }).catch(() => null)
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (mine !== turn) return
  const fresh = page && page.getElementById(unfolds)
  if (!fresh) return window.location.assign(link.href)
  document.getElementById(unfolds)?.replaceWith(fresh)
  const again = stays && fresh.querySelector(`[data-stays="${stays}"]`)
  ;(again || fresh.querySelector('[aria-current]'))?.focus()
  if (again) fresh.scrollIntoView({ block: 'nearest' })
}

// A drawer takes a page only if each of its scripts can start in it. This one listens in the whole document.
export function start () {}
