using Orderly.Canonical.Organisation;

namespace Orderly.Simulator.Hospital.Stays;

/// <summary>What happens to a stay, step by step, each step planning the next ones.</summary>
internal sealed class Course(CourseShares shares, Timetable due, BedStates beds, Action<EhrEvent> tell)
{
    private static readonly double[] Nights = [0.4, 0.7, 0.88, 1];
    private readonly ExitCourse exits = new(shares, due, beds, tell);

    public void Admit(Stay stay, Bed bed, DateTimeOffset at)
    {
        stay.Admitted = at;
        beds.Occupy(bed, stay);
        stay.LieIn(bed);
        ExpectOn(stay, LocalDay.Of(at, stay.Facility).AddDays(DrawNights(stay)));
        Tell(stay, EhrEventKind.Admitted, at);
        if (stay.Chance(shares.AdmitCancelled))
        {
            Later(stay, at + stay.Minutes(20, 60), CancelAdmission);
            return;
        }
        PlanStay(stay, at);
    }

    /// <summary>A patient of before the first message: told as admitted when they were, recorded now.</summary>
    public void AlreadyThere(Stay stay, Bed bed, DateTimeOffset at, bool orderSoon)
    {
        beds.Occupy(bed, stay);
        stay.LieIn(bed);
        var today = LocalDay.Of(at, stay.Facility);
        ExpectOn(stay, orderSoon || stay.Chance(0.5) ? today : today.AddDays(DrawNights(stay)));
        tell(new EhrEvent(stay.Admitted, stay.Facility, EhrEventKind.Admitted, stay.Patient) { RecordedAt = at, Expected = stay.Expected });
        if (orderSoon)
            Later(stay, at + stay.Minutes(1, 12), Order);
        else
            PlanStay(stay, at);
    }

    public void LetGo(Stay stay, DateTimeOffset at) => exits.LetGo(stay, at);

    private static int DrawNights(Stay stay)
    {
        var draw = stay.Draw.NextDouble();
        return 1 + Array.FindIndex(Nights, share => draw < share);
    }

    private static void ExpectOn(Stay stay, DateOnly day) => stay.Expected = LocalDay.At(day, TimeSpan.FromHours(11) + stay.Minutes(0, 240), stay.Facility);

    /// <summary>Everything up to the discharge order, for the day the patient is expected to leave.</summary>
    private void PlanStay(Stay stay, DateTimeOffset at)
    {
        var day = LocalDay.Of(stay.Expected!.Value, stay.Facility);
        if (HourOfDay.DischargeOrders.On(day, stay.Facility, at.AddMinutes(30), stay.Draw) is not { } order)
        {
            ExpectOn(stay, day.AddDays(1));
            PlanStay(stay, at);
            return;
        }
        var between = order - at;
        if (between > TimeSpan.FromHours(10) && stay.Chance(stay.Bed!.Unit == "ICU" ? 0.6 : shares.Transferred))
            Later(stay, at + between * (0.2 + 0.5 * stay.Draw.NextDouble()), Transfer);
        if (between > TimeSpan.FromHours(20) && stay.Chance(shares.ExpectedChanged))
            Later(stay, at + between * 0.4, ChangeExpected);
        if (stay.Chance(0.6))
            Later(stay, at + between * 0.7, OrderTest);
        var pending = LocalDay.At(day, TimeSpan.FromHours(-7) + stay.Minutes(0, 180), stay.Facility);
        Later(stay, pending > at ? pending : at + between * 0.1, Expect);
        Later(stay, order, Order);
    }

    private void CancelAdmission(Stay stay, DateTimeOffset at)
    {
        Tell(stay, EhrEventKind.AdmitCancelled, at);
        stay.Phase = StayPhase.Gone;
        exits.LeaveBed(stay, at);
    }

    private void Transfer(Stay stay, DateTimeOffset at)
    {
        var from = stay.Bed!;
        if (beds.Find(stay.Facility, bed => bed.Unit != from.Unit && bed.Unit != "ICU", stay.Draw) is not { } to || to.Unit == from.Unit)
            return;
        beds.Occupy(to, stay);
        exits.LeaveBed(stay, at);
        stay.LieIn(to);
        stay.PriorBed = from;
        Tell(stay, EhrEventKind.Transferred, at);
        if (stay.Chance(shares.TransferCancelled))
            Later(stay, at + stay.Minutes(10, 30), CancelTransfer);
    }

    private void CancelTransfer(Stay stay, DateTimeOffset at)
    {
        if (stay.PriorBed is not { } back || beds.IsOccupied(back))
            return;
        var left = stay.Bed!;
        exits.LeaveBed(stay, at);
        beds.Occupy(back, stay);
        stay.LieIn(back);
        stay.PriorBed = left;
        Tell(stay, EhrEventKind.TransferCancelled, at);
    }

    private void ChangeExpected(Stay stay, DateTimeOffset at)
    {
        stay.Expected = stay.Expected!.Value + TimeSpan.FromHours(stay.Draw.Next(-2, 4));
        Tell(stay, EhrEventKind.ExpectedDischargeChanged, at);
    }

    private void OrderTest(Stay stay, DateTimeOffset at)
    {
        Tell(stay, EhrEventKind.TestOrdered, at);
        var isCritical = stay.Chance(shares.CriticalResult);
        Later(stay, at + stay.Minutes(45, 150), (who, then) =>
            tell(new EhrEvent(then, who.Facility, EhrEventKind.Resulted, who.Patient) { IsCritical = isCritical }));
    }

    private void Expect(Stay stay, DateTimeOffset at)
    {
        if (stay.Phase != StayPhase.InBed)
            return;
        stay.Phase = StayPhase.Pending;
        Tell(stay, EhrEventKind.DischargePending, at);
        if (stay.Chance(shares.PendingCancelled))
            Later(stay, at + stay.Minutes(30, 600), CancelPending);
    }

    private void CancelPending(Stay stay, DateTimeOffset at)
    {
        if (stay.Phase != StayPhase.Pending)
            return;
        Tell(stay, EhrEventKind.DischargePendingCancelled, at);
        StayOn(stay, at);
    }

    private void Order(Stay stay, DateTimeOffset at)
    {
        stay.Phase = StayPhase.Ordered;
        stay.Orders++;
        Tell(stay, EhrEventKind.DischargeOrdered, at);
        Later(stay, at + stay.Minutes(5, 20), (who, then) => Tell(who, EhrEventKind.Prescribed, then));
        if (stay.Chance(shares.OrderCancelled))
        {
            Later(stay, at + stay.Minutes(15, 60), CancelOrder);
            return;
        }
        Later(stay, at + stay.Minutes(40, 120), (who, then) => Tell(who, EhrEventKind.Dispensed, then));
        if (stay.Chance(shares.DispositionChanged))
            Later(stay, at + stay.Minutes(10, 40), ChangeDisposition);
        if (stay.Chance(shares.Death))
            Later(stay, at + stay.Minutes(20, 90), exits.Die);
        Later(stay, at + stay.Minutes(200, 420), exits.Leave);
        exits.MayTakeBack(stay, Again);
    }

    private void CancelOrder(Stay stay, DateTimeOffset at)
    {
        Tell(stay, EhrEventKind.DischargeOrderCancelled, at);
        StayOn(stay, at);
    }

    private void ChangeDisposition(Stay stay, DateTimeOffset at)
    {
        stay.Patient = stay.Patient with { Disposition = stay.Patient.Disposition == "HOME" ? "HHA" : "HOME", Mobility = stay.Patient.Mobility ?? "WALK" };
        Tell(stay, EhrEventKind.DispositionChanged, at);
    }

    /// <summary>One more night, and everything planned is planned anew.</summary>
    private void StayOn(Stay stay, DateTimeOffset at)
    {
        stay.Plan++;
        stay.Phase = StayPhase.InBed;
        ExpectOn(stay, LocalDay.Of(at, stay.Facility).AddDays(1));
        PlanStay(stay, at);
    }

    /// <summary>After an exit was taken back: ordered again within hours, or the next day.</summary>
    private void Again(Stay stay, DateTimeOffset at)
    {
        stay.Phase = StayPhase.InBed;
        stay.Expected = at.AddHours(3);
        PlanStay(stay, at);
    }

    private void Later(Stay stay, DateTimeOffset at, Action<Stay, DateTimeOffset> step) => exits.Later(stay, at, step);

    private void Tell(Stay stay, EhrEventKind kind, DateTimeOffset at) => exits.Tell(stay, kind, at);
}
