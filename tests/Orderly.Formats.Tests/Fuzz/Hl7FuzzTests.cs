using Orderly.Formats.Tests.Hl7.V2;

namespace Orderly.Formats.Tests.Fuzz;

public sealed class Hl7FuzzTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 8, 15, 0, TimeSpan.Zero);

    private static readonly Hl7Path[] Paths =
        [.. new[] { "MSH-1", "MSH-2", "MSH-9.2", "MSH-18", "PID-3[*].1", "PID-3[2].4.2", "PID-5", "PV1-19", "OBX(*)-5", "OBX(3)-5[*].1.1" }.Select(Hl7Path.Parse)];

    private static readonly byte[][] Corpus =
    [
        Sample.Bytes(Sample.Discharge),
        Sample.Bytes(Sample.Discharge.Replace('\r', '\n')),
        Sample.Bytes("MSH$*!?@#$A$B$C$D$20260301$$ADT*A01$1$P$2.7$$$AL$NE$$8859/2\rPID$1$$a*b@c!d$$x?F?y#$z?X4142?\r"),
        Sample.Bytes($"FHS|^~\\&|A\rBHS|^~\\&|A\r{Sample.Discharge}{Sample.Discharge}BTS|2\rFTS|1\r"),
    ];

    [Fact]
    public void No_input_makes_reading_throw_stall_or_lose_a_byte() =>
        FuzzRun.Run(defaultCases: 10_000, Corpus, input =>
        {
            var message = Hl7Message.Parse(input);
            foreach (var path in Paths)
            {
                foreach (var value in message.Values(path)) _ = value.Text;
                _ = message.Text(path.InSegment(1));
            }
            if (message.IsReadable) Hl7Check.Rebuild(message).AsSpan().SequenceEqual(input).ShouldBeTrue("rebuilt bytes differ");
            else message.Issues.ShouldContain(issue => issue.Kind >= Hl7IssueKind.Incomplete);
            message.Issues.ShouldAllBe(issue => issue.Offset >= 0 && issue.Offset <= input.Length);
        });

    [Fact]
    public void No_input_makes_the_header_and_its_answer_throw() =>
        FuzzRun.Run(defaultCases: 10_000, Corpus, input =>
        {
            var isRead = MessageHeader.TryRead(input, out var header, out var problem);
            if (Hl7Message.Parse(input).IsReadable) isRead.ShouldBeTrue();
            if (!isRead)
            {
                _ = Ack.WriteForUnreadable(AckCode.AR, "R1", At, AckError.For(problem));
                return;
            }
            foreach (var path in Paths) _ = header!.ReadField(path).Text;
            var error = header!.Check() is [var first, ..] ? AckError.For(first) : null;
            var plan = AckPlan.For(header);
            foreach (var outcome in Enum.GetValues<AckOutcome>())
            {
                if (plan.Immediate(outcome) is not { } code) continue;
                var answer = Hl7Message.Parse(Ack.Write(header, code, "R1", At, error));
                answer.IsReadable.ShouldBeTrue();
                Sample.Text(answer.First("MSA").Field(2).Raw).ShouldBe(Sample.Text(header.Raw(10).ToArray()));
            }
        });

    [Fact]
    public void No_file_makes_the_check_throw_or_the_split_lose_a_byte() =>
        FuzzRun.Run(defaultCases: 5_000, Corpus, input =>
        {
            _ = Hl7Check.File(input);
            Hl7Batch.Split(input).Pieces.SelectMany(piece => piece.Bytes.ToArray()).SequenceEqual(input).ShouldBeTrue("pieces differ");
        });

    [Fact]
    public void An_edit_of_any_readable_input_stays_readable() =>
        FuzzRun.Run(defaultCases: 5_000, Corpus, (input, mutator) =>
        {
            var message = Hl7Message.Parse(input);
            if (!message.IsReadable || message.Delimiters.Escape == 0) return;
            var path = Hl7Path.Parse($"PID-{1 + mutator.Next(9)}.1");
            var edited = new Hl7Editor(message).Set(path, "x|^~\\&\r\ny").ToMessage();
            edited.IsReadable.ShouldBeTrue();
            edited.Text(path).ShouldBe("x|^~\\&\r\ny", $"delimiters {edited.Delimiters}, {edited.Charset}, {Sample.Text(edited.Value(path).Raw)}");
        });
}
