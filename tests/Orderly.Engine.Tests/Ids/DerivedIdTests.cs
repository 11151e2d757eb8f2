using Orderly.Engine.Ids;

namespace Orderly.Engine.Tests.Ids;

public sealed class DerivedIdTests
{
    private static readonly InstanceId Instance = new(Guid.Parse("01960000-0000-7000-8000-000000000001"));
    private static readonly DateTimeOffset At = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Is_the_same_for_the_same_place_and_another_for_any_other()
    {
        var id = DerivedId.Derive(At, Instance, 5, 2);
        DerivedId.Derive(At, Instance, 5, 2).ShouldBe(id);
        new[] { DerivedId.Derive(At, Instance, 5, 3), DerivedId.Derive(At, Instance, 6, 2), DerivedId.Derive(At, new InstanceId(Guid.Empty), 5, 2) }.ShouldNotContain(id);
    }

    [Fact]
    public void Has_the_layout_of_a_version_7_uuid()
    {
        var id = DerivedId.Derive(At, Instance, 1, 0);
        (id.Version, id.Variant & 0xC).ShouldBe((7, 0x8));
        Convert.ToHexString(id.ToByteArray(bigEndian: true))[..12].ShouldBe(At.ToUnixTimeMilliseconds().ToString("X12", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Ids_of_a_later_millisecond_sort_after()
    {
        var early = DerivedId.Derive(At, Instance, 9, 9).ToByteArray(bigEndian: true);
        var late = DerivedId.Derive(At.AddMilliseconds(1), Instance, 1, 0).ToByteArray(bigEndian: true);
        late.AsSpan().SequenceCompareTo(early).ShouldBePositive();
    }
}
