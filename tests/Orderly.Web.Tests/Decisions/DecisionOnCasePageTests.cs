namespace Orderly.Web.Tests.Decisions;

public sealed class DecisionOnCasePageTests(DecisionHost host) : IClassFixture<DecisionHost>
{
    [Fact]
    public async Task The_case_page_tells_which_rule_spoke_and_why_the_others_did_not()
    {
        var id = await host.Case(66);
        using var coordinator = await host.Web.SignedIn("k-moreau");

        var page = await coordinator.Get($"/cases/{id}");

        page.Words.ShouldContain("Choose the band: elder Rule age-band v1 Why age band is \"elder\". Seen: age = 66. Rule 3 matched. Rule 1 did not: age is 66, not < 18. Rule 2 did not: age is 66, not [18..64].");
        page.Html.ShouldContain("<summary>Why</summary>");
    }
}
