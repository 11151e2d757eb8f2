using Orderly.Canonical.PatientFlow;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Routes;

/// <summary>Reads who a message is about.</summary>
internal static class PatientReading
{
    /// <summary>Null when the number's path is empty.</summary>
    public static PatientDemographics? Read(RoutePatient paths, Hl7Message message, PatientTokens tokens)
    {
        if (message.Text(paths.Number) is not { Length: > 0 } number)
            return null;
        var authority = At(paths.Authority) ?? paths.AuthorityOtherwise
            ?? throw new UnmappableException($"Expected the assigning authority of the patient's number at {paths.Authority}, but it is empty");
        var identifier = new PatientIdentifier(number, authority);
        return new PatientDemographics(tokens.TokenOf(identifier), identifier)
        {
            FamilyName = At(paths.Family),
            GivenName = At(paths.Given),
            BirthDate = Hl7Timestamp.TryParse(At(paths.BirthDate), out var born) && born.Precision >= Hl7TimestampPrecision.Day
                ? DateOnly.FromDateTime(born.Local)
                : null,
            Sex = At(paths.Sex),
            Language = At(paths.Language),
        };

        string? At(Hl7Path? path) => path is { } given ? message.Text(given) : null;
    }
}
