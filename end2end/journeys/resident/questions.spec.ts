import { fillIn, lin, signIn, told } from '../../linli/people.ts'
import { expect, test } from '../../linli/test.ts'
import { say } from '../../linli/words.ts'

const lasts = '是一直这样，还是时好时坏？'
const usable = '现在还能用吗？'

test('the questions of the kind she ticks are asked, and the desk asks on @nowasm', async ({ resident, staff }) => {
  const said = told()
  const group = (kind: string) => resident.page.locator(`.asked [data-of="${kind}"]`)
  const number = await test.step('only those of the kind that is ticked are shown', async () => {
    await resident.open('/complaints/new?community=wt')
    await expect(resident.page.locator('.asked details:visible')).toHaveCount(0)
    await resident.page.locator('[name="draft[kind]"][value="parking"]').check()
    await expect(group('parking')).toBeVisible()
    await fillIn(resident, said)
    await expect(group('works')).toBeVisible()
    await expect(group('parking')).toBeHidden()
    await expect(resident.page.locator('.asked details:visible')).toHaveCount(1)
    await resident.page.getByLabel(lasts).fill('时好时坏，晚上多')
    await resident.submits(async () => {
      await resident.page.getByRole('button', { name: say('complaint.send') }).click()
      await resident.page.waitForURL(/\/c\/[\w-]+\/receipt$/)
    })
    await expect(resident.page.locator('.answers dt')).toHaveText(lasts, { useInnerText: true })
    await expect(resident.page.locator('.answers dd')).toHaveText('时好时坏，晚上多')
    return resident.page.locator('.stamp b').innerText()
  })
  const link = new URL(resident.page.url()).pathname.replace(/\/receipt$/, '')

  await test.step('who takes her call sees what is answered and writes down the rest', async () => {
    await signIn(staff, lin)
    await staff.open(`/desk/complaints/${number}`)
    const panel = staff.page.locator('section.panel', { hasText: say('handling.asked') })
    await expect(panel.locator('dd', { hasText: '时好时坏，晚上多' })).toBeVisible()
    await expect(panel.locator('dd', { hasText: say('handling.asked_none') })).toHaveCount(2)
    await panel.locator('summary').click()
    await panel.getByLabel(usable).fill('还能用，有点晃')
    await panel.getByRole('button', { name: say('handling.answer_save') }).click()
    await expect(panel.locator('dd', { hasText: '还能用，有点晃' })).toBeVisible()
    await expect(panel.locator('dd', { hasText: say('handling.asked_none') })).toHaveCount(1)
    await expect(staff.page.locator('.thread').getByText(say('event.staff.answered'))).toBeVisible()
  })

  await test.step('she reads what was written down', async () => {
    await resident.open(link)
    await expect(resident.page.getByText(say('event.answered', 'zh-Hans', { name: lin.name }))).toBeVisible()
    await expect(resident.page.locator('.answers dd', { hasText: '还能用，有点晃' }).last()).toBeVisible()
  })
})
