using System.Globalization;
using Orderly.Canonical.Organisation;
using Orderly.Simulator.Feed;

namespace Orderly.Simulator.Hospital.Stays;

/// <summary>
/// The hospital without its systems and its staff: facilities, beds, patients and their stays. Pure: it knows no clock and no
/// wire; it is told how far to go on, and when the staff let a patient leave. Nobody waits for ever: who is not told to go,
/// goes when their patience ends.
/// </summary>
public sealed class HospitalModel
{
    private readonly ModelOptions options;
    private readonly Timetable due = new();
    private readonly BedStates beds;
    private readonly PatientStream patients;
    private readonly List<EhrEvent> told = [];
    private readonly Dictionary<string, Stay> stays = [];
    private readonly Course course;
    private int admissions;

    public HospitalModel(ModelOptions options)
    {
        this.options = options;
        beds = new BedStates(options.Beds);
        patients = new PatientStream(options.Seed);
        course = new Course(options.Shares, due, beds, told.Add);
        Now = options.Start;
        Fill();
        foreach (var facility in options.Facilities)
            PlanArrivals(facility, new Random(Mixing.Of(options.Seed, -facility.Id)));
    }

    /// <summary>How far it has gone on.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>When the next thing happens by itself.</summary>
    public DateTimeOffset Next => due.Next ?? Now;

    /// <summary>Goes on, and tells what happened since the last time, oldest first.</summary>
    public IReadOnlyList<EhrEvent> Advance(DateTimeOffset until)
    {
        due.Run(until);
        Now = until > Now ? until : Now;
        var happened = told.OrderBy(one => one.RecordedAt).ToList();
        told.Clear();
        return happened;
    }

    /// <summary>The staff have done all there was to do: the patient leaves within minutes. No news for one who has left, or need not leave.</summary>
    public void LetGo(string visit, DateTimeOffset at)
    {
        if (stays.TryGetValue(visit, out var stay))
            course.LetGo(stay, at > Now ? at : Now);
    }

    /// <summary>Who lies where, by bed.</summary>
    public IReadOnlyList<CensusLine> Census(short facility) =>
        [.. beds.Patients.Where(stay => stay.Facility.Id == facility).Select(stay => new CensusLine(stay.Patient, stay.Bed!, stay.Admitted))];

    /// <summary>Those who are there when the first message is sent.</summary>
    private void Fill()
    {
        var draw = new Random(Mixing.Of(options.Seed, 0));
        var early = options.OrderedAtStart;
        foreach (var bed in options.Beds.Where(_ => draw.NextDouble() < options.Occupancy))
        {
            var stay = NewStay(options.Facilities.Single(facility => facility.Id == bed.Facility));
            stay.Admitted = options.Start - TimeSpan.FromMinutes(draw.Next(6 * 60, 60 * 60));
            var isEarly = draw.Next(8) == 0 && early-- > 0;
            due.Plan(options.Start, at => course.AlreadyThere(stay, bed, at, isEarly));
        }
    }

    private void PlanArrivals(Facility facility, Random draw)
    {
        var perDay = options.AdmissionsPerBedAndDay * options.Beds.Count(bed => bed.Facility == facility.Id);
        due.Plan(Later(options.Start), Arrive);

        void Arrive(DateTimeOffset at)
        {
            Ask(NewStay(facility), at);
            due.Plan(Later(at), Arrive);
        }

        // The rate changes with the hour, and what has not come within one is drawn anew for the next.
        DateTimeOffset Later(DateTimeOffset after)
        {
            while (true)
            {
                var local = TimeZoneInfo.ConvertTime(after, facility.TimeZone);
                var left = TimeSpan.FromHours(1) - TimeSpan.FromSeconds(local.Minute * 60 + local.Second);
                var gap = TimeSpan.FromHours(-Math.Log(1 - draw.NextDouble()) / Math.Max(1e-6, perDay * HourOfDay.Admissions.ShareOf(local.Hour)));
                if (gap < left)
                    return Whole(after + gap);
                after = Whole(after + left);
            }
        }
    }

    /// <summary>The emergency department asks for a bed, and placement takes its time.</summary>
    private void Ask(Stay stay, DateTimeOffset at)
    {
        // Draws of its own, so that what becomes of the stay later does not hang on how long it waited.
        var draw = new Random(Mixing.Of(options.Seed ^ 0x5EED, stay.Index));
        var toIntensive = stay.Chance(0.1);
        var level = toIntensive ? "critical-care" : draw.Next(4) == 0 ? "telemetry" : "medical-surgical";
        told.Add(new EhrEvent(at, stay.Facility, EhrEventKind.BedRequested, stay.Patient) { LevelOfCare = level });
        due.Plan(at + TimeSpan.FromMinutes(draw.Next(20, 80)), placed => Admit(stay, placed, toIntensive));
    }

    /// <summary>Where no bed is free, the patient waits in the emergency department and tries again.</summary>
    private void Admit(Stay stay, DateTimeOffset at, bool toIntensive)
    {
        if (beds.Find(stay.Facility, bed => bed.Unit == "ICU" == toIntensive, stay.Draw) is { } bed)
            course.Admit(stay, bed, at);
        else
            due.Plan(at + TimeSpan.FromMinutes(15), again => Admit(stay, again, toIntensive));
    }

    private Stay NewStay(Facility facility)
    {
        var index = admissions++;
        var patient = patients[index] with
        {
            Visit = string.Create(CultureInfo.InvariantCulture, $"{facility.Code}{options.Seed % 1000:D3}{index:D6}"),
            Disposition = patients[index].Disposition == "AMA" && index % 2 == 0 ? "HOME" : patients[index].Disposition,
        };
        var stay = new Stay(index, facility, patient, new Random(Mixing.Of(options.Seed, index + 1)));
        stays.Add(patient.Visit, stay);
        return stay;
    }

    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, at.Offset);
}

/// <summary>A line of a census.</summary>
public sealed record CensusLine(SyntheticPatient Patient, Bed Bed, DateTimeOffset Admitted);

/// <summary>One number out of two, the same on every run.</summary>
internal static class Mixing
{
    // Not System.HashCode, which differs from run to run.
    public static int Of(int a, int b)
    {
        var mixed = ((ulong)(uint)a << 32 | (uint)b) * 0x9E3779B97F4A7C15;
        mixed ^= mixed >> 29;
        mixed *= 0xBF58476D1CE4E5B9;
        return (int)(mixed >> 32);
    }
}
