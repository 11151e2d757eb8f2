using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;

namespace Orderly.Simulator.Hospital.Stays;

/// <summary>The end of a stay: the exit, its being taken back, and the bed that is cleaned behind it.</summary>
internal sealed class ExitCourse(CourseShares shares, Timetable due, BedStates beds, Action<EhrEvent> tell)
{
    /// <summary>From the exit until nursing has stripped the bed and says that it is to be cleaned.</summary>
    private static readonly TimeSpan Stripped = TimeSpan.FromMinutes(3);

    private readonly Dictionary<Stay, Action<Stay, DateTimeOffset>> takenBack = [];

    /// <summary>Plans a step that is passed over when the stay was planned anew meanwhile.</summary>
    public void Later(Stay stay, DateTimeOffset at, Action<Stay, DateTimeOffset> step)
    {
        var plan = stay.Plan;
        due.Plan(at, then =>
        {
            if (stay.Plan == plan && stay.Phase != StayPhase.Gone)
                step(stay, then);
        });
    }

    public void Tell(Stay stay, EhrEventKind kind, DateTimeOffset at, bool isDeath = false) =>
        tell(new EhrEvent(at, stay.Facility, kind, stay.Patient) { Prior = stay.PriorBed, Expected = stay.Expected, Order = stay.Orders, IsDeath = isDeath });

    /// <summary>Settles now, by the stay's own chance, whether its exit will be taken back and what follows then.</summary>
    public void MayTakeBack(Stay stay, Action<Stay, DateTimeOffset> then)
    {
        if (stay.Chance(shares.ExitCancelled) && stay.Orders == 1)
            takenBack[stay] = then;
    }

    public void LetGo(Stay stay, DateTimeOffset at)
    {
        if (stay.Phase == StayPhase.Ordered)
            Later(stay, at + stay.Minutes(2, 12), Leave);
    }

    public void Leave(Stay stay, DateTimeOffset at)
    {
        Exit(stay, at, isDeath: false);
        if (takenBack.Remove(stay, out var then))
            due.Plan(at + MomentOfReturn(stay), back => Return(stay, back, then));
    }

    public void Die(Stay stay, DateTimeOffset at)
    {
        stay.Patient = stay.Patient with { Disposition = "EXPIRED" };
        Exit(stay, at, isDeath: true);
    }

    /// <summary>
    /// The bed is cleaned within an hour and a half, unless someone lies in it again by then. The EHR
    /// is told when it is stripped, when EVS begins, half way there, and when the room is done.
    /// </summary>
    public void LeaveBed(Stay stay, DateTimeOffset at)
    {
        var left = stay.Bed!;
        beds.Leave(left);
        stay.GetUp();
        var done = stay.Minutes(40, 95);
        due.Plan(at + Stripped, seen => TellIfDirty(BedStatus.Contaminated, seen));
        due.Plan(at + done / 2, begun => TellIfDirty(BedStatus.Housekeeping, begun));
        due.Plan(at + done, clean =>
        {
            if (beds.Clean(left))
                TellBed(stay, left, BedStatus.Unoccupied, clean);
        });

        void TellIfDirty(BedStatus status, DateTimeOffset then)
        {
            if (beds.IsDirty(left))
                TellBed(stay, left, status, then);
        }
    }

    private void TellBed(Stay stay, Bed bed, BedStatus status, DateTimeOffset at) =>
        tell(new EhrEvent(at, stay.Facility, EhrEventKind.BedStatusChanged, stay.Patient) { Bed = bed, BedStatus = status });

    private void Exit(Stay stay, DateTimeOffset at, bool isDeath)
    {
        stay.Plan++;
        Tell(stay, EhrEventKind.Discharged, at, isDeath);
        stay.PriorBed = stay.Bed;
        stay.Phase = StayPhase.Gone;
        LeaveBed(stay, at);
    }

    private static TimeSpan MomentOfReturn(Stay stay) => stay.Draw.Next(3) switch
    {
        0 => stay.Minutes(3, 9),
        1 => stay.Minutes(25, 38),
        _ => stay.Minutes(100, 150),
    };

    private void Return(Stay stay, DateTimeOffset at, Action<Stay, DateTimeOffset> then)
    {
        var own = stay.PriorBed!;
        if ((beds.IsOccupied(own) ? beds.FindAny(stay.Facility, stay.Draw) : own) is not { } bed)
            return;
        beds.Occupy(bed, stay);
        stay.LieIn(bed);
        Tell(stay, EhrEventKind.DischargeCancelled, at);
        then(stay, at);
    }
}
