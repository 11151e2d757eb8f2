namespace Orderly.Formats.Tests.X12;

public sealed class WriterTests
{
    private static readonly DateTimeOffset At = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    private static X12Writer Open() => new X12Writer(X12Delimiters.Standard).BeginInterchange(("ZZ", "HOSPITAL"), ("ZZ", "PAYER"), At, 7, 'T').BeginGroup("HR", "HOSPITAL", "PAYER", At, 7, "005010X212");

    [Fact]
    public void What_is_written_is_read_back_with_counts_and_numbers_that_agree()
    {
        var writer = Open();
        for (var i = 1; i <= 2; i++)
            writer.BeginSet("276", $"000{i}", "005010X212").Write("BHT", "0010", "13", "R1", "20260601", "0900").Write("SVC", writer.Compose("HC", "99213", ""), "100", "0", "").EndSet();
        var file = X12Check.File(writer.EndGroup().EndInterchange().ToArray());
        var interchange = file.Interchanges.ShouldHaveSingleItem();
        interchange.Issues.ShouldBeEmpty();
        interchange.Groups[0].Issues.ShouldBeEmpty();
        interchange.Groups[0].TransactionSets.ShouldAllBe(set => set.Issues.Count == 0);
        interchange.Groups[0].TransactionSets[1].Segment(2).ToString().ShouldBe("SVC*HC:99213*100*0");
    }

    [Fact]
    public void A_value_that_holds_a_delimiter_is_refused_as_there_are_no_escapes()
    {
        var writer = Open().BeginSet("276", "0001", "005010X212");
        Should.Throw<ArgumentException>(() => writer.Write("NTE", "", "a*b"));
        Should.Throw<ArgumentException>(() => writer.Write("NTE", "", "a~b"));
        Should.Throw<ArgumentException>(() => writer.Compose("a:b"));
        Should.Throw<ArgumentException>(() => writer.Compose("a^b"));
    }

    [Fact]
    public void Envelopes_close_in_their_order()
    {
        Should.Throw<InvalidOperationException>(() => Open().EndInterchange());
        Should.Throw<InvalidOperationException>(() => Open().EndSet());
        Should.Throw<InvalidOperationException>(() => new X12Writer(X12Delimiters.Standard).BeginSet("276", "0001", "005010X212"));
    }
}
