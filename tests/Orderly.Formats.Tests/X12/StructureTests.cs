namespace Orderly.Formats.Tests.X12;

public sealed class StructureTests
{
    [Theory]
    [InlineData("TRN*1*12345*1512345678~\n", "", "TRN 3")]
    [InlineData("N3*1 QUAY~\nN4*HARBOR POINT*ME*04000~", "N4*HARBOR POINT*ME*04000~\nN3*1 QUAY~", "N3 7 1000A")]
    [InlineData("N3*1 QUAY~", "N3*1 QUAY~\nN3*2 QUAY~", "N3 5 1000A")]
    [InlineData("N3*1 QUAY~", "N3*1 QUAY~\nQQQ*2~", "QQQ 1 1000A")]
    [InlineData("N3*1 QUAY~", "N3*1 QUAY~\nSBR*P~", "SBR 6 1000A")]
    [InlineData("N1*PE*HARBOR HOSPITAL*XX*1234567893~\n", "", "N1 I7 1000B")]
    [InlineData("LX*1~", "N1*PE*HARBOR HOSPITAL*XX*1234567893~\nLX*1~", "N1 4 1000B")]
    [InlineData("DTM*472*20260501~", "DTM*472*20260231~", "DTM02 8")]
    [InlineData("N4*HARBOR POINT*ME*04000~", "N4*HARBOR POINT*MEE*04000~", "N402 5")]
    [InlineData("N4*HARBOR POINT*ME*04000~", "N4*HARBOR POINT*ME*04~", "N403 4")]
    [InlineData("N3*1 QUAY~", "N3**2~", "N301 1")]
    [InlineData("N3*1 QUAY~", "N3*1*2*3~", "N303 3")]
    [InlineData("PER*BL*HELP*TE*2075550100~", "PER*BL*HELP*TE~", "PER04 2")]
    [InlineData("SVC*HC:99213*100*80**1~", "SVC*HC:99213*100*80**1X~", "SVC05 6")]
    [InlineData("SVC*HC:99213*", "SVC*HC*", "SVC01-2 1")]
    [InlineData("CLP*A1*1*", "CLP*A1*77*", "CLP02 7")]
    [InlineData("NM1*QC*1*OKAFOR*LENA", "NM1*QQ*1*OKAFOR*LENA", "NM101 7")]
    public void A_set_broken_in_one_place_gets_the_one_error_for_it(string old, string with, string error) =>
        X12Sample.Errors(X12Sample.OnlySet(X12Sample.Replace(X12Sample.Payment(), old, with))).ShouldBe([error]);

    [Fact]
    public void An_empty_repetition_of_a_number_is_read_without_failing() =>
        X12Sample.Errors(X12Sample.OnlySet(X12Sample.Replace(X12Sample.Payment(), "CAS*CO*45*20~", "CAS*CO*45*20^~"))).ShouldContain("CAS03 12");

    [Theory]
    [InlineData("270 271 275 276 277 277CA 278-request 278-response 835 837I 837P 999")]
    public void Every_table_can_be_read_and_names_only_segments_that_are_defined(string names)
    {
        foreach (var name in names.Split(' ')) Judge(Orderly.Formats.X12.Structure.LoopTable.Read(name));
    }

    private static void Judge(Orderly.Formats.X12.Structure.LoopDefinition loop)
    {
        loop.Items.ShouldNotBeEmpty();
        foreach (var item in loop.Items)
        {
            if (item.Loop is not null) Judge(item.Loop);
            else Orderly.Formats.X12.Structure.SegmentDictionary.Find(item.Key).ShouldNotBeNull(item.Id);
        }
    }
}
