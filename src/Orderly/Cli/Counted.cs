using System.Globalization;

namespace Orderly.Cli;

/// <summary>A number with its noun, which ends in an s but for one.</summary>
internal static class Counted
{
    public static string Of(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
