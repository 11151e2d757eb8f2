namespace Orderly.Formats.Tests.Hl7.V2.Structures;

public sealed class MessageStructuresTests
{
    [Theory]
    [InlineData("ADT", "A03", "ADT_A03")]
    [InlineData("ADT", "A04", "ADT_A01")]
    [InlineData("ADT", "A08", "ADT_A01")]
    [InlineData("ADT", "A13", "ADT_A01")]
    [InlineData("ADT", "A40", "ADT_A39")]
    [InlineData("SIU", "S26", "SIU_S12")]
    [InlineData("RDE", "O25", "RDE_O11")]
    [InlineData("MDM", "T10", "MDM_T02")]
    [InlineData("ADT", "S12", null)]
    [InlineData("ZZZ", "Z01", null)]
    public void A_trigger_has_the_structure_it_shares_with_others(string type, string trigger, string? structure) =>
        MessageStructures.Of(type, trigger).ShouldBe(structure);

    [Fact]
    public void What_MSH9_leaves_out_is_told_from_the_trigger() =>
        Check("MSH|^~\\&|A|B|C|D|20260301||ADT^A08|1|P|2.3\rEVN|A08\rPID|1\rPV1|1\r").ShouldSatisfyAllConditions(
            report => report.Structure.ShouldBe("ADT_A01"),
            report => report.Issues.ShouldBeEmpty());

    [Fact]
    public void Another_structure_than_the_triggers_is_told_where_it_stands()
    {
        const string Text = "MSH|^~\\&|A|B|C|D|20260301||ADT^A08^ADT_A08|1|P|2.5\rEVN|A08\rPID|1\rPV1|1\r";

        var issue = Check(Text).Issues.Single();

        (issue.Code, issue.Segment, issue.Offset).ShouldBe((Hl7IssueCode.StructureUnexpected, 1, Text.IndexOf("ADT^", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ADT^A01", "EVN|A01\rPID|1\r", "PV1")]
    [InlineData("ADT^A40", "EVN|A40\rPID|1\r", "MRG")]
    [InlineData("SIU^S12", "RGS|1\r", "SCH")]
    [InlineData("ORU^R01", "PID|1\r", "OBR")]
    public void A_segment_that_the_structure_cannot_do_without_is_told(string type, string segments, string missing)
    {
        var report = Check($"MSH|^~\\&|A|B|C|D|20260301||{type}|1|P|2.5\r{segments}");

        var issue = report.Issues.Single();
        (issue.Code, issue.Offset).ShouldBe((Hl7IssueCode.SegmentMissing, report.Length));
        issue.Text.ShouldStartWith($"Expected a segment {missing} ");
    }

    private static Hl7CheckReport Check(string text) => Hl7Check.Message(Sample.Bytes(text));
}
