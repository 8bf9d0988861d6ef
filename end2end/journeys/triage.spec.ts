import { type Page, expect } from '@playwright/test'
import { file, lin, password, told } from '../linli/people.ts'
import { desk, test } from '../linli/test.ts'
import { say } from '../linli/words.ts'

/** Goes on with Tab until something with this name, or holding these words, has the focus. */
async function tabTo(page: Page, words: string, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    const here = await page.evaluate(() => {
      const on = document.activeElement
      return on ? `${on.getAttribute('aria-label') ?? ''} ${on.getAttribute('name') ?? ''} ${on.textContent ?? ''}` : ''
    })
    if (here.includes(words)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${most} presses of Tab lead to nothing that says ${words}`)
}

test('a complaint is triaged from the sign-in to its first answer without a mouse', async ({ resident, another }) => {
  test.setTimeout(60_000)
  const { number } = await file(resident, told({ households: '2', text: `二楼走廊灯坏了${Date.now() % 1_000_000}天` }))
  const staff = await another(desk, 'run')
  const { page } = staff
  const { keyboard } = page
  await staff.open('/desk/sign-in')
  await tabTo(page, 'account')
  await keyboard.type(lin.account)
  await keyboard.press('Tab')
  await keyboard.type(password)
  await keyboard.press('Enter')
  await expect(page).toHaveURL(/\/desk$/)
  await staff.isReady()

  await keyboard.press('?')
  await expect(page.getByRole('dialog', { name: say('ui.keys.title') })).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await keyboard.press('/')
  await keyboard.type(number)
  await expect(page.locator('#search')).toHaveValue(number)
  await keyboard.press('Enter')
  await expect(page).toHaveURL(/q=WT/)
  await expect(page.locator('.queue tbody tr')).toHaveCount(1)
  await keyboard.press('j')
  await keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/desk/complaints/${number}$`))
  await staff.isReady()

  await keyboard.press('?')
  await expect(page.getByRole('dialog', { name: say('ui.keys.title') })).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await keyboard.press('t')
  await expect(page.getByRole('button', { name: say('handling.take') })).toHaveCount(0)
  await keyboard.press('f')
  await keyboard.press('ArrowRight')
  await expect(page.locator('[name="work[facts][safety]"][value="possible"]')).toBeChecked()
  await tabTo(page, say('handling.save_facts'))
  await keyboard.press('Enter')
  await expect(page.locator('.heading')).toContainText(say('queue.danger'))
  await keyboard.press('n')
  await keyboard.type('电话问过，走廊是二楼东侧。')
  await tabTo(page, say('handling.note_save'), 3)
  await keyboard.press('Enter')
  await expect(page.locator('.line').getByText('电话问过，走廊是二楼东侧。')).toBeVisible()
  await keyboard.press('r')
  await keyboard.type('您好，电工现在去看，看完马上给您回电话。')
  await keyboard.press('Escape')
  await expect(page.locator('#reply-text')).not.toBeFocused()
  await keyboard.press('r')
  await expect(page.locator('#reply-text')).toBeFocused()
  await tabTo(page, say('handling.reply_send'))
  await keyboard.press('Enter')
  await expect(page.locator('.line').getByText('您好，电工现在去看，看完马上给您回电话。')).toBeVisible()
  await keyboard.press('u')
  await expect(page).toHaveURL(/\/desk$/)
})
