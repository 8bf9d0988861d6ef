import { file, head, lin, signIn, take, told } from '../linli/people.ts'
import { desk, expect, test } from '../linli/test.ts'
import { say } from '../linli/words.ts'

test('two at one complaint see each other, and what they do goes together', async ({ resident, another }) => {
  test.setTimeout(60_000)
  const { number } = await file(resident, told())
  const [one, other] = [await another(desk, 'run'), await another(desk, 'run')]
  await signIn(one, lin)
  await signIn(other, head)
  for (const staff of [one, other]) await staff.open(`/desk/complaints/${number}`)
  await take(one)

  await test.step('who looks and who writes is seen on the page and in the queue', async () => {
    await expect(one.page.getByText(say('together.looks', 'zh-Hans', { name: head.name }))).toBeVisible()
    await other.page.locator('#reply-text').focus()
    await expect(one.page.getByText(say('together.writes_reply', 'zh-Hans', { name: head.name }))).toBeVisible()
    const watching = await another(desk, 'run')
    await signIn(watching, lin)
    await watching.open(`/desk?q=${number}`)
    await expect(watching.page.locator('.rings .person[data-writes]')).toHaveCount(1)
  })

  await test.step('facts that do not collide are both kept', async () => {
    await one.page.locator('[name="work[facts][households]"]').fill('4')
    await other.page.locator('[name="work[facts][safety]"][value="possible"]').check()
    await one.page.getByRole('button', { name: say('handling.save_facts') }).click()
    await expect(one.page.locator('.heading .grade[data-grade="2"]')).toBeVisible()
    await other.page.getByRole('button', { name: say('handling.save_facts') }).click()
    await expect(other.page.locator('.heading')).toContainText(say('queue.danger'))
    await other.open(`/desk/complaints/${number}`)
    await expect(other.page.locator('[name="work[facts][households]"]')).toHaveValue('4')
    await expect(other.page.locator('[name="work[facts][safety]"][value="possible"]')).toBeChecked()
  })

  await test.step('what is being written outlives the page and the session', async () => {
    await one.page.locator('#reply-text').fill('师傅已经在路上，二十分钟到。')
    await expect(one.page.getByText(say('together.kept', 'zh-Hans', { when: '' })).first()).toBeVisible({ timeout: 10_000 })
    await one.page.getByRole('button', { name: say('account.sign_out') }).click()
    await expect(one.page).toHaveURL(/sign-in/)
    await signIn(one, lin)
    await one.open(`/desk/complaints/${number}`)
    await expect(one.page.locator('#reply-text')).toHaveValue('师傅已经在路上，二十分钟到。')
  })
})
