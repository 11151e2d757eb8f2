using Orderly.Simulator.Hospital.Stays;
using Orderly.Simulator.Hospital.Wire;

namespace Orderly.Simulator.Tests.Hospital;

public sealed class LineFaultsTests
{
    private static readonly DateTimeOffset At = SmallHospital.Monday;

    [Fact]
    public void Without_faults_a_message_goes_out_once_when_it_is_written() =>
        LineFaults.None.TimesOf(Written(At), 1).ShouldBe([At]);

    [Fact]
    public void A_silence_holds_what_is_written_in_it_and_lets_it_all_go_at_its_end()
    {
        var faults = new LineFaults { Silence = new Silence(At, TimeSpan.FromHours(2)) };

        faults.TimesOf(Written(At.AddMinutes(-1)), 1).ShouldBe([At.AddMinutes(-1)]);
        faults.TimesOf(Written(At), 2).ShouldBe([At.AddHours(2)]);
        faults.TimesOf(Written(At.AddMinutes(119)), 3).ShouldBe([At.AddHours(2)]);
        faults.TimesOf(Written(At.AddHours(2)), 4).ShouldBe([At.AddHours(2)]);
    }

    [Fact]
    public void The_knobs_repeat_and_delay_their_share_and_the_same_ones_every_time()
    {
        var faults = new LineFaults { DuplicateShare = 0.3, Copies = 10, ReorderShare = 0.2 };
        var times = Enumerable.Range(1, 1_000).Select(number => faults.TimesOf(Written(At), number).ToList()).ToList();

        times.Count(one => one.Count == 11).ShouldBeInRange(240, 360);
        times.Count(one => one.Count == 1).ShouldBe(1_000 - times.Count(one => one.Count == 11));
        times.Count(one => one[0] > At).ShouldBeInRange(140, 260);
        times.ShouldAllBe(one => one[0] < At.AddSeconds(90));
        Enumerable.Range(1, 1_000).Select(number => faults.TimesOf(Written(At), number).ToList()).ShouldBe(times);
    }

    private static WireMessage Written(DateTimeOffset at) => new(at, "HP", "V1", EhrEventKind.Admitted, "C1", new byte[1]);
}
