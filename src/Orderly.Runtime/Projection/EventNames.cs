using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using Orderly.Engine.Process;

namespace Orderly.Runtime.Projection;

/// <summary>The names events have in the journal, which history rows use too.</summary>
internal static class EventNames
{
    private static readonly FrozenDictionary<Type, string> ByType = typeof(Event)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);

    public static string Of(Event happened) => ByType[happened.GetType()];
}
