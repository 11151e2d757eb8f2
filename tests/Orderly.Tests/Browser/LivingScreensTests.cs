using Microsoft.Playwright;
using Orderly.Simulator.Hospital.Wire;
using Orderly.Tests.Faults;
using Orderly.Tests.Living;

namespace Orderly.Tests.Browser;

/// <summary>
/// The screens of the tour, in a hospital that has lived through a morning. With ORDERLY_TOUR they are kept in that folder as they are seen at
/// 1366 × 768: the pictures of the README.
/// </summary>
[Collection(nameof(Alone))]
public sealed class LivingScreensTests
{
    private static readonly string? Tour = Environment.GetEnvironmentVariable("ORDERLY_TOUR");

    [Fact]
    public async Task Boards_of_a_living_hospital_show_its_beds_who_waits_for_one_and_what_breaches_next()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var hospital = await LivingHospital.OpenAsync(600, new LineFaults(), cancel);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        // It goes on living while it is looked at, as a real one does.
        var life = hospital.Demo.Hospital.RunAsync(until: null, ends.Token);
        await hospital.Until(() => Task.FromResult(hospital.Demo.Hospital.Time.Now >= LivingHospital.Start.AddHours(3)), "the morning to pass", cancel);
        await using var chromium = await Chromium.StartAsync();

        var supervisor = await SignedIn(chromium, hospital, "Rosa Hale");
        await Look(supervisor, "beds", "/beds?site=1");
        foreach (var state in new[] { "Occupied", "Dirty", "Clean" })
            (await supervisor.Locator(".bedt .bw b", new() { HasTextString = state }).CountAsync()).ShouldBeGreaterThan(0, state);
        await supervisor.Locator(".waits > li").First.WaitForAsync();
        await supervisor.Locator(".waits .match li").First.WaitForAsync();
        await Look(supervisor, "board", "/board?site=1");
        (await supervisor.Locator(".bd tbody tr").CountAsync()).ShouldBeGreaterThan(0);
        await Look(supervisor, "wall", "/board/wall?site=1");
        await supervisor.GotoAsync("/cases");
        var cases = await supervisor.Locator("tr[data-row] th a").EvaluateAllAsync<string[]>("links => links.map((link) => link.getAttribute('href'))");
        cases.ShouldNotBeEmpty();
        foreach (var (address, number) in cases.Take(4).Select((address, number) => (address, number))) await Look(supervisor, $"case-{number}", address);
        await Look(await SignedIn(chromium, hospital, "Ines Kovar"), "messages", "/messages");
        await Look(await SignedIn(chromium, hospital, "Priya Nair"), "worklist", "/worklist");
        await ends.CancelAsync();
        await life;
    }

    private static async Task<IPage> SignedIn(Chromium chromium, LivingHospital hospital, string person)
    {
        var page = await chromium.OpenAsync(hospital.Demo.Host.Address, 1366, 768);
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Sign in as {person}", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        return page;
    }

    private static async Task Look(IPage page, string name, string address)
    {
        (await page.GotoAsync(address))!.Status.ShouldBe(200, address);
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
        if (Tour is { Length: > 0 }) await page.ScreenshotAsync(new() { Path = Path.Combine(Tour, $"{name}.png") });
        var wide = await page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth)
              .map((one) => `${one.tagName.toLowerCase()}.${one.className} ${(one.textContent ?? "").trim().slice(0, 60)}`)
            """);
        wide.ShouldBeEmpty($"{name} fits on the screen");
    }
}
