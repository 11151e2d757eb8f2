using System.Diagnostics;
using System.Globalization;
using System.Text;
using Orderly.Bench.Measure;
using Orderly.Formats.X12;

namespace Orderly.Bench.Cases;

/// <summary>A remittance of 20,000 claims in memory, to checked loops, elements and balance; one core.</summary>
internal static class X12Reading
{
    private const int Claims = 20_000;

    public static Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var file = Remittance();
        var rates = new List<double>();
        Measure(file, setting.WarmUp);
        for (var round = 0; round < setting.Rounds; round++) rates.Add(Measure(file, setting.Round));
        return Task.FromResult<IReadOnlyList<Result>>(
            [new Result($"X12 835 read, checked and balanced, {Claims:N0} claims", "none", "MB/s", rates, null, "≥ 50 MB/s")]);
    }

    private static double Measure(byte[] bytes, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        long count = 0;
        do
        {
            if (X12Check.File(bytes).Interchanges[0].Groups[0].Verdict != 'A') throw new InvalidOperationException("Expected the remittance to be accepted, but it is not.");
            count += bytes.Length;
        }
        while (Stopwatch.GetElapsedTime(start) < duration);
        return count / 1e6 / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static byte[] Remittance()
    {
        var text = new StringBuilder("ISA*00*          *00*          *ZZ*PAYER          *ZZ*HOSPITAL       *260601*0900*^*00501*000000007*0*T*:~GS*HP*PAYER*HOSPITAL*20260601*0900*7*X*005010X221A1~ST*835*0001*005010X221A1~");
        text.Append(CultureInfo.InvariantCulture, $"BPR*I*{80 * Claims}*C*ACH*CCP*01*111000025*DA*123456*1512345678**01*111000025*DA*654321*20260601~TRN*1*12345*1512345678~");
        text.Append("N1*PR*HARBOR HEALTH~N3*1 QUAY~N4*HARBOR POINT*ME*04000~PER*BL*HELP*TE*2075550100~N1*PE*HARBOR HOSPITAL*XX*1234567893~LX*1~");
        for (var i = 1; i <= Claims; i++)
            text.Append(CultureInfo.InvariantCulture, $"CLP*A{i}*1*100*80*0*12*P{i}*11*1~NM1*QC*1*OKAFOR*LENA****MI*M{i}~DTM*232*20260501~DTM*233*20260501~SVC*HC:99213*100*80**1~DTM*472*20260501~CAS*CO*45*20~REF*6R*{i}~AMT*B6*80~");
        text.Append(CultureInfo.InvariantCulture, $"SE*{10 + (9 * Claims)}*0001~GE*1*7~IEA*1*000000007~");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
