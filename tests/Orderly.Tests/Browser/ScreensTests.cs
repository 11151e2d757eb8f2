using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Orderly.Tests.Faults;

namespace Orderly.Tests.Browser;

/// <summary>Every screen of the discharge at the sizes it is used in: nothing is cut off, nothing is refused by the content policy, everything is reached by keys.</summary>
[Collection(nameof(Alone))]
public sealed class ScreensTests : IAsyncLifetime
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("ORDERLY_SHOTS");

    private readonly List<string> complaints = [];
    private DemoServer server = null!;
    private Chromium chromium = null!;

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        server = await DemoServer.StartAsync(cancel, clockRate: 120);
        await server.OrderAsync(orders: 14, seed: 11, cancel);
        (await server.SendAsync("MSH|^~\\&|STRAY|HP|ORDERLY|HP|20260609||ZZZ^Z01|R-1|P|2.5.1\r", cancel)).ShouldBe("AR");
        chromium = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("desk", 1366, 768, ColorScheme.Light)]
    [InlineData("dark", 1366, 768, ColorScheme.Dark)]
    [InlineData("narrow", 1280, 800, ColorScheme.Light)]
    [InlineData("phone", 390, 844, ColorScheme.Light)]
    public async Task No_screen_is_cut_off_or_breaks_the_content_policy(string name, int width, int height, ColorScheme scheme)
    {
        var page = await OpenAsync("Rosa Hale", width, height, scheme);
        await LateAsync(page);
        foreach (var (screen, address) in new[] { ("board", "/board?unit=5W"), ("wall", "/board/wall?site=1"), ("beds", "/beds?site=1"), ("cases", "/cases"), ("activation", "/activation") })
        {
            await LookAsync(page, $"{screen}-{name}", address);
        }

        await page.GotoAsync("/cases");
        await LookAsync(page, $"case-{name}", (await page.Locator("tr[data-row] a").First.GetAttributeAsync("href"))!);
        var pharmacist = await OpenAsync("Priya Nair", width, height, scheme);
        await LookAsync(pharmacist, $"worklist-{name}", "/worklist");
        await LookAsync(pharmacist, $"task-{name}", (await pharmacist.Locator("tr[data-row] th a").First.GetAttributeAsync("href"))!);

        var engineer = await OpenAsync("Ines Kovar", width, height, scheme);
        await LookAsync(engineer, $"messages-{name}", "/messages");
        await LookAsync(engineer, $"message-{name}", (await engineer.Locator("tr[data-row] a[href*='-']").Last.GetAttributeAsync("href"))!);
        await LookAsync(engineer, $"refused-{name}", "/messages?state=refused");
        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_has_contrast_enough_on_every_surface_it_stands_on(ColorScheme scheme)
    {
        var page = await OpenAsync("Rosa Hale", 1366, 768, scheme);

        var poor = await page.EvaluateAsync<string[]>("""
            () => {
              const probe = document.body.appendChild(document.createElement("i"));
              const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
              const light = (token) => {
                probe.style.color = `var(--${token})`;
                paint.fillStyle = getComputedStyle(probe).color;
                paint.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map((one) => one / 255).map((one) => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4);
                return .2126 * r + .7152 * g + .0722 * b;
              };
              const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
              const pairs = [];
              for (const ink of ["ink", "ink-2", "ink-3", "act", "soon", "late"]) for (const on of ["ground", "paper", "sunk", "raised"]) pairs.push([ink, on, 4.5]);
              pairs.push(["on-act", "act-solid", 4.5], ["on-late", "late-solid", 4.5], ["soon", "soon-soft", 4.5], ["late", "late-soft", 4.5], ["act", "act-soft", 4.5], ["paper", "ink", 4.5]);
              for (const on of ["ground", "paper"]) pairs.push(["edge", on, 3], ["soon-mark", on, 3], ["focus", on, 3]);
              return pairs.map(([ink, on, least]) => [ink, on, least, ratio(ink, on)]).filter(([, , least, has]) => has < least).map(([ink, on, least, has]) => `${ink} on ${on}: ${has.toFixed(2)} < ${least}`);
            }
            """);

        poor.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wall_names_nobody_and_is_read_from_across_the_room()
    {
        var page = await OpenAsync("Rosa Hale", 1920, 1080);
        await page.GotoAsync("/board?site=1");
        await page.Locator(".bd tr[data-row]").First.WaitForAsync();
        var names = (await page.Locator(".mx td.who").AllInnerTextsAsync()).Where(name => name.Contains(',', StringComparison.Ordinal)).Distinct().ToList();
        names.ShouldNotBeEmpty();

        await page.Keyboard.PressAsync("w");
        await page.Locator(".wall tbody tr").First.WaitForAsync();
        // Its rows are there before what listens to keys is.
        await page.WaitForLoadStateAsync();

        var html = await page.ContentAsync();
        foreach (var name in names) html.ShouldNotContain(name.Split(',')[0]);
        html.ShouldNotContain("Rosa");
        (await page.EvaluateAsync<double>("() => Math.min(...[...document.querySelectorAll('.wall h1, .wall th, .wall td, .wall td span, .wall-now time, .wall footer > span:not(.row-end)')].filter((one) => one.checkVisibility()).map((one) => parseFloat(getComputedStyle(one).fontSize)))"))
            .ShouldBeGreaterThanOrEqualTo(24);
        (await page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).colorScheme")).ShouldBe("dark");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync(new Regex(@"/board\?site=1$"));
    }

    [Fact]
    public async Task Board_is_worked_by_keys_alone()
    {
        var page = await OpenAsync("Rosa Hale", 1366, 768);
        await page.GotoAsync("/board?site=1");
        await page.Locator(".bd tr[data-row]").First.WaitForAsync();

        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("() => document.activeElement.className")).ShouldBe("skip");
        await page.Keyboard.PressAsync("j");
        await StandsAtRow(page, 0);
        await page.Keyboard.PressAsync("j");
        await StandsAtRow(page, 1);
        await page.Keyboard.PressAsync("k");
        await StandsAtRow(page, 0);
        await page.Keyboard.PressAsync("?");
        var dialog = page.Locator("dialog[open]");
        await dialog.WaitForAsync();
        var box = (await dialog.BoundingBoxAsync())!;
        ((box.X + (box.Width / 2)) - (1366 / 2d)).ShouldBeInRange(-20, 20, "the list of keys stands in the middle");
        (box.Y + box.Height).ShouldBeLessThanOrEqualTo(768);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/cases/**");
    }

    /// <summary>Once the row under the hand lost its focus with each minute that passed, and the next key began at the top again.</summary>
    [Fact]
    public async Task Hand_stays_in_its_row_when_the_board_is_laid_anew()
    {
        var page = await OpenAsync("Rosa Hale", 1366, 768);
        await page.GotoAsync("/board?site=1");
        await page.Locator(".bd tr[data-row]").Nth(1).WaitForAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        var row = await page.EvaluateAsync<string>("() => document.activeElement.closest('tr').dataset.row");

        await page.EvaluateAsync("() => { document.activeElement.closest('[data-region]').dataset.old = 'yes'; }");
        await page.WaitForFunctionAsync("() => !document.querySelector('[data-region=next][data-old]')");

        (await page.EvaluateAsync<string?>("() => document.activeElement.closest('tr')?.dataset.row")).ShouldBe(row);
    }

    /// <summary>A key is answered when the page has got to it, on a busy machine a little after it was pressed.</summary>
    private static async Task StandsAtRow(IPage page, int row) => await page.WaitForFunctionAsync(
        "(row) => [...document.querySelectorAll('tr[data-row]')].indexOf(document.activeElement.closest('tr')) === row", row);

    [Fact]
    public async Task Key_that_can_do_nothing_now_says_so()
    {
        var page = await OpenAsync("Priya Nair", 1366, 768);
        await page.Locator("tr[data-row] th a").First.ClickAsync();
        await page.Locator("#task-h").WaitForAsync();

        await page.Locator("body").PressAsync("e");

        await page.GetByText("e, complete: not possible now.").WaitForAsync();
    }

    [Fact]
    public async Task Data_that_came_to_a_stop_is_told_after_fifteen_seconds_and_taken_back_when_it_flows_again()
    {
        var page = await OpenAsync("Rosa Hale", 1366, 768, signIn: false);
        await page.AddInitScriptAsync("delete globalThis.SharedWorker");
        await page.Clock.InstallAsync();
        var isCut = false;
        await page.RouteAsync("**/events", route => isCut ? route.AbortAsync() : route.ContinueAsync());
        await SignInAsync(page, "Rosa Hale");
        isCut = true;
        await page.GotoAsync("/board?site=1");
        await page.Clock.FastForwardAsync(14_000);
        (await page.Locator("[data-stale]").IsVisibleAsync()).ShouldBeFalse();

        await page.Clock.FastForwardAsync(7_000);

        await page.Locator("[data-stale]").WaitForAsync();
        (await page.Locator("[data-stale]").InnerTextAsync()).ShouldContain("Data is 20 s old. Last word ");
        await page.GetByText("Stale", new() { Exact = true }).WaitForAsync();
        isCut = false;
        await page.Clock.FastForwardAsync(5_000);
        await page.Locator("[data-stale]").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    private async Task<IPage> OpenAsync(string person, int width, int height, ColorScheme scheme = ColorScheme.Light, bool signIn = true)
    {
        var page = await chromium.OpenAsync(server.Address, width, height, scheme);
        page.Console += (_, said) =>
        {
            if (said.Type == "error" && !said.Text.Contains("/events", StringComparison.Ordinal)) complaints.Add($"{page.Url}: {said.Text}");
        };
        page.PageError += (_, fault) => complaints.Add($"{page.Url}: {fault}");
        if (signIn) await SignInAsync(page, person);
        return page;
    }

    private static async Task SignInAsync(IPage page, string person)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Sign in as {person}", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
    }

    /// <summary>Until something is late: the board is about that.</summary>
    private static async Task LateAsync(IPage page)
    {
        await page.GotoAsync("/board?site=1");
        await page.Locator(".bd .clk-late").First.WaitForAsync(new() { Timeout = 60_000 });
    }

    private static async Task LookAsync(IPage page, string name, string address)
    {
        var answer = await page.GotoAsync(address);
        answer!.Status.ShouldBe(200, address);
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
        if (Shots is { Length: > 0 }) await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}.png"), FullPage = true });
        var cut = await page.EvaluateAsync<JsonElement>("""
            () => ({
              wide: document.documentElement.scrollWidth - innerWidth,
              cut: [...document.querySelectorAll("main button, main a, main input, main select, main h1, main h2")].filter((one) => one.checkVisibility() && !one.closest(".scroll-x, .tabs, .vh") && !one.matches(".vh, .vh *, .pick"))
                .filter((one) => { const box = one.getBoundingClientRect(); return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1); }).map((one) => one.textContent.trim().slice(0, 40) || one.name),
              small: [...document.querySelectorAll("main button, main a.btn, main summary, main select")].filter((one) => one.checkVisibility()).filter((one) => one.getBoundingClientRect().height < 23.5).map((one) => one.textContent.trim().slice(0, 40)),
            })
            """);
        (await Barriers.On(page)).ShouldBeEmpty($"{name}: WCAG 2.2 A and AA");
        cut.GetProperty("wide").GetInt32().ShouldBeLessThanOrEqualTo(0, $"{name} scrolls sideways");
        cut.GetProperty("cut").EnumerateArray().Select(one => one.GetString()).ShouldBeEmpty($"{name} cuts off");
        cut.GetProperty("small").EnumerateArray().Select(one => one.GetString()).ShouldBeEmpty($"{name} has targets under 24 px");
    }
}
