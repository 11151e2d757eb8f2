using Orderly.Formats.X12.Acknowledgement;

namespace Orderly.Formats.Tests.X12;

public sealed class EnvelopeTests
{
    [Theory]
    [InlineData("*00*          *00*", "*77*          *00*", "010")]
    [InlineData("*00*          *00*", "*00*         *00*", "011")]
    [InlineData("*00*          *ZZ*PAYER", "*77*          *ZZ*PAYER", "012")]
    [InlineData("*ZZ*PAYER  ", "*00*PAYER  ", "005")]
    [InlineData("*ZZ*PAYER          *", "*ZZ*               *", "006")]
    [InlineData("*ZZ*HOSPITAL ", "*00*HOSPITAL ", "007")]
    [InlineData("*ZZ*HOSPITAL       *", "*ZZ*               *", "008")]
    [InlineData("*260601*0900*^*", "*261301*0900*^*", "014")]
    [InlineData("*260601*0900*^*", "*260601*2500*^*", "015")]
    [InlineData("*00501*", "*99999*", "017")]
    [InlineData("*00501*000000007*", "*00501*00000000X*", "018")]
    [InlineData("*000000007*0*T*", "*000000007*9*T*", "019")]
    [InlineData("*000000007*0*T*", "*000000007*0*X*", "020")]
    [InlineData("*0*T*:~", "*0*T**~", "027")]
    [InlineData("ISA*00*", "IXA*00*", "022")]
    [InlineData("IEA*1*000000007", "IEA*1*000000008", "001")]
    [InlineData("IEA*1*", "IEA*2*", "021")]
    [InlineData("IEA*1*000000007~\n", "", "023")]
    [InlineData("GE*1*7~\nIEA", "GE*1*7~\nREF*EI*1~\nIEA", "024")]
    public void An_interchange_broken_in_one_place_is_answered_with_the_note_code_for_it(string old, string with, string code)
    {
        var file = X12Check.File(X12Sample.Replace(X12Sample.Payment(), old, with));
        var ta1 = file.Interchanges.Count == 0 ? X12Answer.Ta1ForUnreadable(DateTimeOffset.UnixEpoch) : X12Answer.Ta1(file.Interchanges[0]);
        ta1.ShouldNotBeNull()[4..].ShouldBe(["R", code]);
        X12Check.IsByteExact(file).ShouldBeTrue();
    }

    [Theory]
    [InlineData("GS*HP*", "GS*ZZ*", "1")]
    [InlineData("*X*005010X221A1", "*X*004010X091A1", "2")]
    [InlineData("GE*1*7~\n", "", "3")]
    [InlineData("GE*1*7~", "GE*1*8~", "4")]
    [InlineData("GE*1*7~", "GE*3*7~", "5")]
    [InlineData("*0900*7*X*", "*0900*7A*X*", "6 4")]
    public void A_group_broken_in_one_place_is_refused_with_the_code_for_it(string old, string with, string codes)
    {
        var group = X12Check.File(X12Sample.Replace(X12Sample.Payment(), old, with)).Interchanges[0].Groups[0];
        X12Answer.Functional(group).ShouldNotBeNull()[^1][1].ShouldBe("R");
        X12Answer.Functional(group)![^1][5..].ShouldBe(codes.Split(' '));
    }

    [Theory]
    [InlineData("ST*835*", "ST*999*", "18")]
    [InlineData("SE*20*0001~\n", "", "2")]
    [InlineData("SE*20*0001", "SE*20*0002", "3")]
    [InlineData("SE*20*0001", "SE*19*0001", "4")]
    [InlineData("ST*835*", "ST*83*", "6")]
    [InlineData("ST*835*0001*", "ST*835*1*", "7 3 5")]
    [InlineData("ST*835*0001*005010X221A1", "ST*835*0001*005010X222A1", "19")]
    public void A_transaction_set_broken_in_one_place_is_refused_with_the_code_for_it(string old, string with, string codes) =>
        X12Sample.OnlySet(X12Sample.Replace(X12Sample.Payment(), old, with)).Codes.ShouldBe(codes.Split(' '));

    [Fact]
    public void A_good_interchange_is_answered_with_a_999_that_reads_well_itself()
    {
        var interchange = X12Check.File(X12Sample.Payment()).Interchanges[0];
        X12Answer.Ta1(interchange).ShouldBeNull();
        var answer = X12Check.File(X12Answer.Write(interchange, DateTimeOffset.UnixEpoch, 1).ShouldNotBeNull());
        var group = answer.Interchanges.ShouldHaveSingleItem().Groups.ShouldHaveSingleItem();
        group.Verdict.ShouldBe('A');
        group.TransactionSets[0].Errors.ShouldBeEmpty();
        group.TransactionSets[0].Root.ShouldNotBeNull().First("AK9").ShouldNotBeNull().ToString().ShouldBe("AK9*A*1*1*1");
        X12Answer.Write(answer.Interchanges[0], DateTimeOffset.UnixEpoch, 2).ShouldBeNull("an acknowledgement is never acknowledged");
    }

    [Fact]
    public void Delimiters_are_those_of_each_interchange()
    {
        var other = X12Sample.Bytes(System.Text.Encoding.Latin1.GetString(X12Sample.Payment()).Replace('*', '|').Replace(':', '>').Replace('~', '\''));
        var file = X12Check.File(new byte[][] { X12Sample.Payment(), other }.SelectMany(bytes => bytes).ToArray());
        file.Interchanges.Count.ShouldBe(2);
        file.Interchanges.ShouldAllBe(interchange => interchange.Groups[0].Verdict == 'A');
    }

    [Fact]
    public void Control_numbers_that_come_again_are_refused()
    {
        var twice = X12Sample.Replace(X12Sample.Payment(), "GE*1*7~\n", "ST*835*0001*005010X221A1~\nSE*2*0001~\nGE*2*7~\n");
        X12Check.File(twice).Interchanges[0].Groups[0].TransactionSets[1].Codes.ShouldContain("23");
    }

    [Fact]
    public void Group_control_numbers_that_come_again_are_refused()
    {
        var twice = X12Sample.Replace(X12Sample.Payment(), "GE*1*7~\n", "GE*1*7~\nGS*HP*PAYER*HOSPITAL*20260601*0900*07*X*005010X221A1~\nGE*0*7~\n");
        X12Check.File(twice).Interchanges[0].Groups[1].Issues.ShouldContain(issue => issue.Code == "19");
    }
}
