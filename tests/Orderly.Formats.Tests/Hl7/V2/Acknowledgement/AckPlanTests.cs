namespace Orderly.Formats.Tests.Hl7.V2.Acknowledgement;

public sealed class AckPlanTests
{
    /// <summary>MSH-15, MSH-16, then the immediate and the deferred answer when accepted, and the same when rejected.</summary>
    public static TheoryData<string, string, string, string> Matrix => new()
    {
        { "", "", "AA -", "AR -" },
        { "", "AL", "AA -", "AR -" },
        { "", "NE", "- -", "- -" },
        { "", "ER", "- -", "AR -" },
        { "", "SU", "AA -", "- -" },
        { "AL", "", "CA -", "CR -" },
        { "AL", "AL", "CA AA", "CR AR" },
        { "AL", "NE", "CA -", "CR -" },
        { "AL", "ER", "CA -", "CR AR" },
        { "AL", "SU", "CA AA", "CR -" },
        { "NE", "", "- -", "- -" },
        { "NE", "AL", "AA -", "AR -" },
        { "NE", "NE", "- -", "- -" },
        { "NE", "ER", "- -", "AR -" },
        { "NE", "SU", "AA -", "- -" },
        { "ER", "", "- -", "CR -" },
        { "ER", "AL", "- AA", "CR AR" },
        { "ER", "NE", "- -", "CR -" },
        { "ER", "ER", "- -", "CR AR" },
        { "ER", "SU", "- AA", "CR -" },
        { "SU", "", "CA -", "- -" },
        { "SU", "AL", "CA AA", "- AR" },
        { "SU", "NE", "CA -", "- -" },
        { "SU", "ER", "CA -", "- AR" },
        { "SU", "SU", "CA AA", "- -" },
        { "XX", "NE", "CA -", "CR -" },
        { "AL ", " NE", "CA -", "CR -" },
        { "\"\"", "\"\"", "AA -", "AR -" },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Each_pair_of_conditions_gets_its_answers(string msh15, string msh16, string accepted, string rejected)
    {
        var plan = AckPlan.For(Sample.ReadHeader($"{Sample.Header}|||{msh15}|{msh16}\r"));

        Answers(plan, AckOutcome.Accepted).ShouldBe(accepted);
        Answers(plan, AckOutcome.Rejected).ShouldBe(rejected);
        Answers(plan, AckOutcome.Error).ShouldBe(rejected.Replace('R', 'E'));
    }

    [Theory]
    [InlineData("|||", false)]
    [InlineData("|||NE|AL", true)]
    [InlineData("|||AL", true)]
    [InlineData("||||NE", true)]
    public void The_mode_is_original_only_when_both_are_blank(string rest, bool isEnhanced) =>
        AckPlan.For(Sample.ReadHeader(Sample.Header + rest + "\r")).IsEnhanced.ShouldBe(isEnhanced);

    [Theory]
    [InlineData("ACK", "MSA|AA|M0001\r")]
    [InlineData("ACK^A03^ACK", "")]
    [InlineData("MCF", "")]
    [InlineData("RSP^K22^RSP_K21", "MSA|AA|M0001\r")]
    [InlineData("MFK^M05", "SFT|x\rMSA|AA|M0001\r")]
    [InlineData("ORR^O02", "\nSFT|1\r\nSFT|2\r\nUAC|3\r\nMSA|AA|M0001\r\n")]
    [InlineData("ORR^O02", "\nMSA|AE|M0001\r")]
    public void An_acknowledgement_is_never_acknowledged(string type, string rest)
    {
        var plan = AckPlan.For(Sample.ReadHeader($"MSH|^~\\&|A|B|C|D|20260301||{type}|9|P|2.5|||AL|AL\r{rest}"));

        foreach (var outcome in Enum.GetValues<AckOutcome>()) Answers(plan, outcome).ShouldBe("- -");
    }

    [Fact]
    public void A_segment_that_only_begins_like_msa_does_not_make_an_acknowledgement() =>
        AckPlan.For(Sample.ReadHeader(Sample.Header + "\rMSAX|1\rPID|MSA|\r")).Immediate(AckOutcome.Accepted).ShouldBe(AckCode.AA);

    private static string Answers(AckPlan plan, AckOutcome outcome) =>
        $"{plan.Immediate(outcome)?.ToString() ?? "-"} {plan.Deferred(outcome)?.ToString() ?? "-"}";
}
