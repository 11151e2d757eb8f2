namespace Orderly.Formats.Tests.Hl7.V2;

/// <summary>Every message of the shared corpus is read and written back byte for byte.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void Every_sample_file_is_readable_and_byte_exact()
    {
        var files = Directory.GetFiles(Corpus.Require("hl7v2"), "*.hl7");
        files.Length.ShouldBeGreaterThanOrEqualTo(70);
        foreach (var file in files)
        {
            var report = Hl7Check.File(File.ReadAllBytes(file));
            report.Messages.Count.ShouldBe(1, file);
            report.Messages[0].ShouldBeReadableAndExact(file);
        }
    }

    [Fact]
    public void The_simulated_hospitals_stream_is_split_into_its_messages()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Corpus.Require("hl7v2"), "simhospital-messages.txt"));
        var batch = Hl7Batch.Split(bytes);

        batch.Messages.Count.ShouldBe(CountHeaders(bytes));
        batch.Messages.Count.ShouldBeGreaterThan(1_000);
        batch.Issues.ShouldBeEmpty();
        batch.Pieces.SelectMany(piece => piece.Bytes.ToArray()).ToArray().ShouldBe(bytes);
        foreach (var piece in batch.Messages) Hl7Check.Message(piece.Bytes).ShouldBeReadableAndExact($"at {piece.Offset}");
    }

    [Fact]
    public void The_header_alone_and_the_full_index_agree_on_every_message()
    {
        var folder = Corpus.Require("hl7v2");
        string[] paths = ["MSH-3", "MSH-9.2", "MSH-10", "EVN-2", "PID-3[1].1", "PID-3[2].4.2", "PID-5.2", "PV1-3.4", "PV1-19", "PV1-44", "OBX(2)-5", "OBR-4.2"];
        foreach (var bytes in Directory.GetFiles(folder).SelectMany(file => Hl7Batch.Split(File.ReadAllBytes(file)).Messages).Select(piece => piece.Bytes))
        {
            var message = Hl7Message.Parse(bytes);
            MessageHeader.TryRead(bytes, out var header, out _).ShouldBeTrue();
            foreach (var path in paths.Select(Hl7Path.Parse))
            {
                var (full, quick) = (message.Value(path), header!.ReadField(path));
                quick.Presence.ShouldBe(full.Presence, path.ToString());
                quick.Text.ShouldBe(full.Text, path.ToString());
            }
        }
    }

    private static int CountHeaders(ReadOnlySpan<byte> bytes) => bytes.Count("\nMSH|"u8) + (bytes.StartsWith("MSH|"u8) ? 1 : 0);
}

internal static class CheckReportAssertions
{
    public static void ShouldBeReadableAndExact(this Hl7CheckReport report, string what)
    {
        report.IsReadable.ShouldBeTrue(what);
        report.IsByteExact.ShouldBeTrue(what);
        report.Segments.Count.ShouldBeGreaterThan(1, what);
        report.ControlId.ShouldNotBeEmpty(what);
        report.Issues.ShouldAllBe(issue => issue.Kind < Hl7IssueKind.Incomplete, what);
    }
}
