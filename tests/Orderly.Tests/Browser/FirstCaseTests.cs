using Microsoft.Playwright;
using Orderly.Tests.Faults;

namespace Orderly.Tests.Browser;

/// <summary>What a newcomer does: an order on the wire becomes a task that a person signs in for, claims, starts and completes.</summary>
[Collection(nameof(Alone))]
public sealed class FirstCaseTests
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("ORDERLY_SHOTS");

    [Fact]
    public async Task An_order_on_the_wire_is_claimed_started_and_completed_in_the_browser_and_the_case_moves()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await DemoServer.StartAsync(cancel);
        await server.OrderAsync(orders: 6, seed: 7, cancel);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(server.Address);

        await SignInAsync(page, "Priya Nair");
        await WaitForTasksAsync(page);
        await ShotAsync(page, "worklist");

        var work = page.Locator("aside, section", new() { Has = page.Locator("#task-h") }).Last;
        await page.Locator("tbody tr", new() { HasText = "Med reconciliation" }).First.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Locator("#task-h").WaitForAsync();
        await PressAsync(page, work, "Claim");
        await PressAsync(page, work, "Start");
        await work.GetByLabel("Reconciliation status").SelectOptionAsync("reconciled");
        await work.GetByLabel("Recorded in the EHR").CheckAsync();
        await ShotAsync(page, "task");

        var address = await work.GetByRole(AriaRole.Link, new() { Name = "See the case" }).GetAttributeAsync("href");
        await PressAsync(page, work, "Complete");

        await page.GotoAsync(address!);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Flow", Exact = true }).WaitForAsync();
        var step = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Med reconciliation" }).First;
        (await step.InnerTextAsync()).ShouldContain("Done");
        await ShotAsync(page, "case");
    }

    /// <summary>Until this very press is answered: leaving the page before would take it back.</summary>
    private static async Task PressAsync(IPage page, ILocator work, string button) => await page.RunAndWaitForResponseAsync(
        () => work.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync(),
        answer => answer.Request.Method == "POST" && answer.Request.PostData?.Contains($"do={button}", StringComparison.OrdinalIgnoreCase) == true);

    [Fact]
    public async Task What_is_filled_in_before_the_answer_to_start_came_is_taken_as_written()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await DemoServer.StartAsync(cancel);
        await server.OrderAsync(orders: 3, seed: 8, cancel);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(server.Address);
        await SignInAsync(page, "Priya Nair");
        await WaitForTasksAsync(page);
        var work = page.Locator("aside, section", new() { Has = page.Locator("#task-h") }).Last;
        await page.Locator("tbody tr", new() { HasText = "Med reconciliation" }).First.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Locator("#task-h").WaitForAsync();
        await PressAsync(page, work, "Claim");

        // The answer to Start is held back until the form is filled in.
        var filled = new TaskCompletionSource();
        await page.RouteAsync("**/*", async route =>
        {
            if (route.Request.PostData?.Contains("do=start", StringComparison.Ordinal) == true) await filled.Task;
            await route.ContinueAsync();
        });
        var started = page.WaitForResponseAsync(answer => answer.Request.PostData?.Contains("do=start", StringComparison.Ordinal) == true);
        await work.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await work.GetByLabel("Reconciliation status").SelectOptionAsync("reconciled");
        await work.GetByLabel("Recorded in the EHR").CheckAsync();
        filled.SetResult();
        await (await started).FinishedAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=true]')");
        await PressAsync(page, work, "Complete");

        await page.GetByText("Completed. Whoever waited for it can go on.").WaitForAsync();
    }

    private static async Task SignInAsync(IPage page, string person)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Sign in as {person}" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
    }

    private static async Task WaitForTasksAsync(IPage page)
    {
        for (var i = 0; i < 40 && await page.Locator("tbody tr", new() { HasText = "Med reconciliation" }).CountAsync() == 0; i++)
        {
            await page.WaitForTimeoutAsync(250);
            await page.ReloadAsync();
        }
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Shots is { Length: > 0 }) await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}.png"), FullPage = true });
    }
}
