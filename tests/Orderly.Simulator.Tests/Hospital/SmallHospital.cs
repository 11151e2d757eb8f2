using Orderly.Canonical.Organisation;
using Orderly.Simulator.Hospital.Stays;

namespace Orderly.Simulator.Tests.Hospital;

/// <summary>Two facilities of the demo's size, without its people.</summary>
internal static class SmallHospital
{
    public static readonly DateTimeOffset Monday = new(2026, 6, 1, 7, 0, 0, TimeSpan.FromHours(-4));

    public static IReadOnlyList<Facility> Facilities { get; } =
        [new(1, "HP", "Harbor Point", "America/New_York"), new(2, "MC", "Mill Creek", "America/Chicago")];

    public static IReadOnlyList<Bed> Beds { get; } =
    [
        .. Ward(1, "5W", 501, 12, "A", "B"), .. Ward(1, "6W", 601, 12, "A", "B"), .. Ward(1, "7E", 701, 10, "A", "B"), .. Ward(1, "ICU", 201, 12, "A"),
        .. Ward(2, "2N", 221, 12, "A", "B"), .. Ward(2, "3N", 321, 8, "A", "B"),
    ];

    public static ModelOptions Options(int seed) => new() { Facilities = Facilities, Beds = Beds, Start = Monday, Seed = seed };

    /// <summary>Everything that happens in so many days when the staff let some patients go and leave others to their patience.</summary>
    public static List<EhrEvent> Live(HospitalModel model, int days, double attention = 0.8)
    {
        var all = new List<EhrEvent>();
        var draw = new Random(days);
        for (var at = Monday; at < Monday.AddDays(days); at += TimeSpan.FromMinutes(7))
        {
            foreach (var happened in model.Advance(at))
            {
                all.Add(happened);
                if (happened.Kind == EhrEventKind.DischargeOrdered && draw.NextDouble() < attention)
                    model.LetGo(happened.Patient.Visit, at.AddMinutes(60));
            }
        }
        return all;
    }

    private static IEnumerable<Bed> Ward(short facility, string unit, int first, int rooms, params string[] beds) =>
        Enumerable.Range(first, rooms).SelectMany(room => beds.Select(bed => new Bed(facility, unit, $"{room}", bed)));
}
