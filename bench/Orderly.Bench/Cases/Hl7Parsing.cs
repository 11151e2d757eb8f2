using System.Diagnostics;
using System.Text;
using Orderly.Bench.Measure;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Bench.Cases;

/// <summary>Parsing alone: bytes in memory to a fully indexed message, one core.</summary>
internal static class Hl7Parsing
{
    public static Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var message = Encoding.ASCII.GetBytes(Sample);
        var rates = new List<double>();
        Measure(message, setting.WarmUp);
        for (var round = 0; round < setting.Rounds; round++) rates.Add(Measure(message, setting.Round));
        return Task.FromResult<IReadOnlyList<Result>>(
            [new Result($"HL7 v2 parse, fully indexed, {message.Length}-byte ADT", "none", "/s", rates, null, "≥ 100,000/s")]);
    }

    private static double Measure(byte[] bytes, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        long count = 0;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            for (var i = 0; i < 100; i++)
                if (!Hl7Message.Parse(bytes).IsReadable) throw new InvalidOperationException("Expected the sample to be readable, but it is not.");
            count += 100;
        }
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static readonly string Sample = string.Join('\r',
        @"MSH|^~\&|HARBOR|HP|ORDERLY|HP|20260609123105.123-0400||ADT^A03^ADT_A03|HP00000417|P|2.5.1|||AL|NE||UNICODE UTF-8",
        "EVN|A03|20260609123100-0400|||KMOREAU^Moreau^Katia|20260609123000-0400|HP",
        "PID|1||HP0048213^^^HP^MR~900417^^^NET^PI||Okafor^Lena^Ada^^Ms||19510322|F|||12 Quay Street^^Harbor Point^ME^04000^USA^H||^PRN^PH^^1^207^5550100|^WPN^PH^^1^207^5550101|eng|M|NON|V260601877^^^HP^VN|||||||||||N",
        "PD1||||1234567^Castellano^Maria^^^Dr^^^NPI|||||||N",
        "NK1|1|Okafor^Ben^^^Mr|SPO^Spouse|12 Quay Street^^Harbor Point^ME^04000^USA|^PRN^PH^^1^207^5550102",
        "PV1|1|I|5W^512^A^HP^^N^MAIN^5||||1234567^Castellano^Maria^^^Dr|2345678^Ferro^Luca^^^Dr||MED||||1|||1234567^Castellano^Maria^^^Dr|IP|V260601877^^^HP^VN|MCR||||||||||||||||01|HH||REG||A|||20260604091500-0400|20260609123000-0400",
        "PV2||PRV|^Heart failure|||||20260604|20260609|5|||||||||||||||||||HOME",
        "DG1|1||I50.9^Heart failure, unspecified^I10|||A",
        "IN1|1|MCR^Medicare|0001|Medicare||||||||20160301|||||SEL^Self",
        "");
}
