using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;

namespace Orderly.Simulator.Tests.Packs;

public sealed class CriteriaTableTests
{
    private static readonly DmnModel Model = DischargePack.Decisions("criteria.dmn");

    [Theory]
    [InlineData(true, 0, false, false, false, false, new[] { 1 })]
    [InlineData(true, 0, false, false, false, null, new[] { 1 })]
    [InlineData(true, 0, false, false, false, true, new[] { 5 })]
    [InlineData(false, 1, false, false, false, false, new[] { 2 })]
    [InlineData(false, 3, true, true, false, true, new[] { 5 })]
    [InlineData(false, 0, true, false, false, false, new[] { 3 })]
    [InlineData(false, 0, false, true, false, false, new[] { 4 })]
    [InlineData(false, 0, false, true, null, false, new[] { 4 })]
    [InlineData(false, 0, false, true, true, false, new int[0])]
    [InlineData(false, 0, false, false, false, true, new[] { 5 })]
    [InlineData(true, 2, true, true, false, false, new[] { 1, 2, 3, 4 })]
    [InlineData(false, 0, false, false, false, false, new int[0])]
    [InlineData(null, null, null, null, null, null, new int[0])]
    public void Facts_collect_the_rows_they_meet(bool? critical, int? unsigned, bool? consult, bool? line, bool? homeWithLine, bool? ama, int[] rows)
    {
        Decide(critical, unsigned, consult, line, homeWithLine, ama).Rows().ShouldBe(rows);
    }

    [Fact]
    public void Critical_result_and_must_see_consult_block_and_the_consult_goes_up_a_rung_at_once()
    {
        var works = Works(Decide(true, 0, true, false, false, false));

        works.Select(w => (w["effect"], w["work"])).ShouldBe(
            [(FeelValue.Of("block"), FeelValue.Of("attending-review")), (FeelValue.Of("block"), FeelValue.Of("consult"))]);
        works[1]["rung"].ShouldBe(FeelValue.Of(1));
    }

    [Fact]
    public void Leaving_against_advice_waives_the_gates_the_domain_names()
    {
        var waives = Works(Decide(false, 0, false, false, false, true)).Single()["waives"];

        waives.ShouldBe(FeelValue.Of([FeelValue.Of("D02"), FeelValue.Of("D06"), FeelValue.Of("D10")]));
    }

    private static FeelContext[] Works(DmnOutcome outcome) => [.. ((FeelList)outcome.Value).Items.Cast<FeelContext>()];

    private static DmnOutcome Decide(bool? critical, int? unsigned, bool? consult, bool? line, bool? homeWithLine, bool? ama) =>
        Model.Decide("discharge-criteria",
            ("pendingCriticalResult", critical),
            ("unsignedOrders", unsigned),
            ("unresolvedConsult", consult),
            ("linePresent", line),
            ("homeWithLine", homeWithLine),
            ("leavingAgainstAdvice", ama));
}
