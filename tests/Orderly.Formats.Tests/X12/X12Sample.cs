using System.Text;
using Orderly.Formats.X12.Envelope;

namespace Orderly.Formats.Tests.X12;

/// <summary>Invented interchanges, and ways to break them.</summary>
internal static class X12Sample
{
    /// <summary>A remittance of two claims: 100 charged, 80 paid; 50 charged and denied; 5 taken by PLB; 75 paid.</summary>
    public const string Remittance = """
        BPR*I*75*C*ACH*CCP*01*111000025*DA*123456*1512345678**01*111000025*DA*654321*20260601~
        TRN*1*12345*1512345678~
        N1*PR*HARBOR HEALTH~
        N3*1 QUAY~
        N4*HARBOR POINT*ME*04000~
        PER*BL*HELP*TE*2075550100~
        N1*PE*HARBOR HOSPITAL*XX*1234567893~
        LX*1~
        CLP*A1*1*100*80*0*12*P1~
        NM1*QC*1*OKAFOR*LENA****MI*M1~
        SVC*HC:99213*100*80**1~
        DTM*472*20260501~
        CAS*CO*45*20~
        LQ*HE*N1~
        CLP*A2*4*50*0*0*12*P2~
        CAS*CO*197*50~
        NM1*QC*1*OKAFOR*BEN****MI*M2~
        PLB*1234567893*20261231*WO:A9*5~
        """;

    public static byte[] Set(string id, string group, string convention, string body)
    {
        var lines = body.Replace("\r", "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return Bytes($"ISA*00*          *00*          *ZZ*PAYER          *ZZ*HOSPITAL       *260601*0900*^*00501*000000007*0*T*:~\nGS*{group}*PAYER*HOSPITAL*20260601*0900*7*X*{convention}~\nST*{id}*0001*{convention}~\n{string.Join('\n', lines)}\nSE*{lines.Length + 2}*0001~\nGE*1*7~\nIEA*1*000000007~\n");
    }

    public static byte[] Payment(string body = Remittance) => Set("835", "HP", "005010X221A1", body);

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static byte[] Replace(byte[] bytes, string old, string with)
    {
        var text = Encoding.Latin1.GetString(bytes);
        text.ShouldContain(old);
        return Bytes(text.Replace(old, with, StringComparison.Ordinal));
    }

    public static X12TransactionSet OnlySet(byte[] bytes) => X12Check.File(bytes).Interchanges.ShouldHaveSingleItem().Groups.ShouldHaveSingleItem().TransactionSets.ShouldHaveSingleItem();

    /// <summary>Errors as "segment code loop", those of elements as "segment-element code".</summary>
    public static string[] Errors(X12TransactionSet set) =>
        [.. set.Errors.SelectMany(error => error.Elements.Count == 0
            ? [$"{error.Segment} {error.Code} {error.Loop}".TrimEnd()]
            : error.Elements.Select(element => $"{error.Segment}{element.Element:00}{(element.Component > 0 ? $"-{element.Component}" : "")} {element.Code}"))];
}
