import { useApplication } from '../../support/application';
import { Desk } from '../../support/people';
import { describeWith } from '../../support/services';

describeWith('database', 'the pages that the footer owes', () => {
  const app = useApplication({ worker: false });

  it.each([
    ['/privacy', 'it', 'art. 13 del Regolamento UE 2016/679'],
    ['/privacy', 'en', 'art. 13 of Regulation EU 2016/679'],
    ['/accessibility', 'it', 'L. 4/2004, art. 3-quater'],
    ['/accessibility', 'en', 'L. 4/2004, art. 3-quater'],
  ])('%s in %s is open to anybody and needs no script', async (path, language, told) => {
    const page = await new Desk(app()).send<string>('GET', path, {
      headers: { 'accept-language': language },
    });
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(page.body).toContain(`<html lang="${language}">`);
    expect(page.body).toContain(told);
    expect(page.body).not.toMatch(/<script|<style| style=| on\w+=/);
  });
});

describeWith('database', 'with the notices of the body', () => {
  const published = {
    PRIVACY_NOTICE_URL: 'https://www.comune.example/privacy',
    ACCESSIBILITY_DECLARATION_URL: 'https://form.agid.example/view/1',
  };
  const app = useApplication({ worker: false, environment: published });

  it('leads to them', async () => {
    const nobody = new Desk(app());
    for (const [path, url] of [
      ['/privacy', published.PRIVACY_NOTICE_URL],
      ['/accessibility', published.ACCESSIBILITY_DECLARATION_URL],
    ] as const)
      expect(await nobody.get(path)).toMatchObject({ status: 302, headers: { location: url } });
  });
});
