using Microsoft.Playwright;

namespace Orderly.Tests.Browser;

/// <summary>What a newcomer does: an order on the wire becomes a task that a person signs in for, claims, starts and completes.</summary>
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
        await work.GetByRole(AriaRole.Button, new() { Name = "Claim" }).ClickAsync();
        await work.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        // What is filled in before the answer is kept, and with it the version from before the start.
        await work.GetByText("In progress").First.WaitForAsync();
        await work.GetByLabel("Reconciliation status").SelectOptionAsync("reconciled");
        await work.GetByLabel("Recorded in the EHR").CheckAsync();
        await ShotAsync(page, "task");

        var address = await work.GetByRole(AriaRole.Link, new() { Name = "See the case" }).GetAttributeAsync("href");
        await page.RunAndWaitForResponseAsync(
            () => work.GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync(),
            answer => answer.Request.Method == "POST");

        await page.GotoAsync(address!);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Flow", Exact = true }).WaitForAsync();
        var step = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Med reconciliation" }).First;
        (await step.InnerTextAsync()).ShouldContain("Done");
        await ShotAsync(page, "case");
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
