// Sends title and transcript along with every form of the page, so that no press loses what was typed.
for (const field of document.querySelectorAll('[data-goes-along]')) {
  for (const form of document.querySelectorAll('main form')) {
    form.addEventListener('formdata', ({ formData }) => formData.has(field.name) || formData.set(field.name, field.value))
  }
}

// Draws a box on a page, by pointer or by keyboard, and writes its edges into the form. The form works without it.
(function () {
  'use strict'
  const sheet = document.querySelector('svg[data-cover]')
  const form = document.querySelector('form[data-cover-form]')
  if (!sheet || !form) return
  const tool = form.closest('[data-cover-tool]')
  const size = sheet.viewBox.baseVal
  const box = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  let from = null
  box.setAttribute('class', 'ob-canvas__drawn')
  box.setAttribute('visibility', 'hidden')
  sheet.appendChild(box)
  sheet.setAttribute('tabindex', '0')
  sheet.dataset.drawing = ''

  function place (event) {
    const at = new window.DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse())
    return { x: within(at.x, size.width), y: within(at.y, size.height) }
  }

  function within (number, most) {
    return Math.min(most, Math.max(0, Math.round(number)))
  }

  function edges () {
    return ['left', 'top', 'right', 'bottom'].map(function (name) { return Number(form.elements[name].value) || 0 })
  }

  function show (left, top, right, bottom) {
    const given = { left: within(left, size.width), top: within(top, size.height), right: within(right, size.width), bottom: within(bottom, size.height) }
    Object.keys(given).forEach(function (name) { form.elements[name].value = given[name] })
    box.setAttribute('x', given.left)
    box.setAttribute('y', given.top)
    box.setAttribute('width', Math.max(0, given.right - given.left))
    box.setAttribute('height', Math.max(0, given.bottom - given.top))
    box.setAttribute('visibility', 'visible')
    if (tool) tool.open = true
  }

  sheet.addEventListener('pointerdown', function (event) {
    if (event.button !== 0) return
    from = place(event)
    sheet.setPointerCapture(event.pointerId)
  })
  sheet.addEventListener('pointermove', function (event) {
    if (!from) return
    const to = place(event)
    show(Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y))
  })
  sheet.addEventListener('pointerup', function () { from = null })
  sheet.addEventListener('pointercancel', function () { from = null })

  const STEPS = { ArrowLeft: [-8, 0], ArrowRight: [8, 0], ArrowUp: [0, -8], ArrowDown: [0, 8] }
  sheet.addEventListener('keydown', function (event) {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    let [left, top, right, bottom] = edges()
    if (right <= left || bottom <= top) {
      [left, top, right, bottom] = [size.width / 3, size.height / 3, size.width / 2, size.height / 3 + 32]
    } else if (event.shiftKey) {
      right += step[0]
      bottom += step[1]
    } else {
      left += step[0]
      right += step[0]
      top += step[1]
      bottom += step[1]
    }
    show(left, top, right, bottom)
  })
  form.addEventListener('input', function (event) {
    if (event.target.name !== 'reason') show.apply(null, edges())
  })
})()
