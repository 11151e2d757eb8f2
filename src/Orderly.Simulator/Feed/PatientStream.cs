using System.Globalization;

namespace Orderly.Simulator.Feed;

/// <summary>Seeded, endless patients. Names are made up from words, so that none is mistaken for a person's.</summary>
internal sealed class PatientStream(int seed)
{
    private static readonly string[] Families =
    [
        "Amberfield", "Brackenholt", "Cloverdeen", "Driftmere", "Elderwick", "Fernshaw", "Gorsebank", "Hollowbrook", "Inglewater", "Juniperson",
        "Kestrelby", "Larkhollow", "Mossington", "Nettlecombe", "Oakenfold", "Pebblewood", "Quillmarsh", "Rushbottom", "Saltmarrow", "Thistledale",
        "Umberton", "Vetchley", "Willowhurst", "Yarrowgate",
    ];

    private static readonly string[] Givens =
    [
        "Ada", "Bruno", "Celia", "Dario", "Edith", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Klara", "Leo", "Mina", "Nils", "Odile", "Pavel",
        "Quentin", "Rita", "Sami", "Tilda", "Ugo", "Vera", "Wanda", "Yuri",
    ];

    private static readonly (string Unit, int FirstRoom, int Rooms)[] Units = [("5W", 501, 20), ("6W", 601, 20), ("7E", 701, 16), ("ICU", 201, 12)];
    private static readonly string[] Attendings = ["mcastellano", "lmoss"];

    private static readonly (string Code, int Weight)[] Dispositions =
        [("HOME", 55), ("HHA", 18), ("SNF", 14), ("IRF", 5), ("HOSPICE", 3), ("AMA", 2), ("PSYCH", 1), ("ACUTE", 2)];

    /// <summary>The patient at a place of the stream, without walking there.</summary>
    public SyntheticPatient this[int index]
    {
        get
        {
            // One generator a patient: a patient does not change when another draws one number more.
            var draw = new Random(HashCode(seed, index));
            var (unit, firstRoom, rooms) = Units[draw.Next(10) switch { < 4 => 0, < 7 => 1, < 9 => 2, _ => 3 }];
            var disposition = Weighted(draw, Dispositions);
            var atHome = disposition is "HOME" or "HHA" or "AMA";
            return new SyntheticPatient(
                Index: index,
                Mrn: (48_000_000 + (long)(seed % 100) * 100_000_000 + index).ToString(CultureInfo.InvariantCulture),
                Visit: string.Create(CultureInfo.InvariantCulture, $"V{seed % 1000:D3}-{index:D7}"),
                Family: Families[draw.Next(Families.Length)],
                Given: Givens[draw.Next(Givens.Length)],
                Born: new DateOnly(1931, 1, 1).AddDays(draw.Next(27_000)),
                Sex: draw.Next(2) == 0 ? "F" : "M",
                Unit: unit,
                Room: (firstRoom + draw.Next(rooms)).ToString(CultureInfo.InvariantCulture),
                Bed: draw.Next(2) == 0 ? "A" : "B",
                Attending: Attendings[draw.Next(Attendings.Length)],
                Disposition: disposition,
                Mobility: Chance(draw, 0.04) ? null : atHome ? (Chance(draw, 0.7) ? "WALK" : "WCH") : Chance(draw, 0.35) ? "STR" : "WCH",
                Oxygen: Chance(draw, 0.03) ? null : Chance(draw, 0.15),
                MonitorOrVentilator: Chance(draw, atHome ? 0.0 : 0.08),
                Bariatric: Chance(draw, 0.04),
                Isolation: Chance(draw, 0.08) ? "Contact" : Chance(draw, 0.02) ? "Airborne" : null,
                LinePresent: Chance(draw, 0.4),
                PendingCriticalResult: Chance(draw, 0.05),
                UnsignedOrders: Chance(draw, 0.3) ? 1 + draw.Next(3) : 0,
                MedicationCount: 2 + draw.Next(13),
                HighRiskDrug: Chance(draw, 0.25),
                BedDemanded: Chance(draw, 0.3));
        }
    }

    /// <summary>A draw that belongs to a patient but not to who the patient is: cancellations, duplicates.</summary>
    public double Fate(int index, int question) => new Random(HashCode(HashCode(seed, index), question)).NextDouble();

    private static bool Chance(Random draw, double share) => draw.NextDouble() < share;

    private static string Weighted(Random draw, (string Code, int Weight)[] choices)
    {
        var left = draw.Next(choices.Sum(c => c.Weight));
        foreach (var (code, weight) in choices)
        {
            if ((left -= weight) < 0)
                return code;
        }
        return choices[^1].Code;
    }

    // Not System.HashCode, which differs from run to run.
    private static int HashCode(int a, int b)
    {
        var mixed = ((ulong)(uint)a << 32 | (uint)b) * 0x9E3779B97F4A7C15;
        mixed ^= mixed >> 29;
        mixed *= 0xBF58476D1CE4E5B9;
        return (int)(mixed >> 32);
    }
}
