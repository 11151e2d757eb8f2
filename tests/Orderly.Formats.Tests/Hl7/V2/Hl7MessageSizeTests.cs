namespace Orderly.Formats.Tests.Hl7.V2;

/// <summary>The largest inputs cost memory in proportion to their bytes, whatever they are made of.</summary>
public sealed class Hl7MessageSizeTests
{
    [Theory]
    [InlineData("|")]
    [InlineData("^")]
    [InlineData("~^&")]
    [InlineData("\r")]
    [InlineData("\rA")]
    [InlineData("\rPID|1|2|3|4|5|6|7|8")]
    [InlineData("\rMSH|^~\\&|")]
    [InlineData(" ")]
    [InlineData("x")]
    [InlineData("\\")]
    [InlineData("\\X41")]
    public void Ten_megabytes_of_one_pattern_stay_within_sixteen_bytes_a_byte(string pattern)
    {
        var text = Sample.Header + string.Concat(Enumerable.Repeat(pattern, (10_000_000 - Sample.Header.Length) / pattern.Length));
        var bytes = Sample.Bytes(text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Hl7Message.Parse(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.ShouldBeLessThan(16L * bytes.Length);
        message.Issues.Count.ShouldBeLessThanOrEqualTo(Hl7Limits.Default.MaxIssues + 2);
        if (message.IsReadable) Hl7Check.Rebuild(message).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public void A_large_embedded_document_is_read_whole()
    {
        var document = new string('A', 9_000_000);
        var message = Sample.Parse($"{Sample.Header}\rOBX|1|ED|PDF||^application^pdf^Base64^{document}\r");

        message.Issues.ShouldBeEmpty();
        message.Text(Hl7Path.Parse("OBX-5.5"))!.Length.ShouldBe(document.Length);
    }
}
