using System.Globalization;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Projection;

/// <summary>The key the receiver sees: the same at every attempt, another after a restore.</summary>
public static class EffectKey
{
    public static string Of(int era, EffectRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{era}-{row.Instance:N}-{row.Seq}-{row.Index}");
}
