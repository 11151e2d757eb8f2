namespace Orderly.Web.Worklist;

/// <summary>Where a patient goes, in the words of the screens.</summary>
internal static class Dispositions
{
    public static string? Words(string code) => code switch
    {
        "Home" => "home",
        "HomeHealth" => "home, home health",
        "SkilledNursing" => "to skilled nursing",
        "InpatientRehabilitation" => "to inpatient rehab",
        "LongTermAcuteCare" => "to long-term acute care",
        "Hospice" => "to hospice",
        "Psychiatric" => "to a psychiatric facility",
        "OtherAcuteHospital" => "to another hospital",
        "AgainstMedicalAdvice" => "against medical advice",
        "LawEnforcement" => "with law enforcement",
        _ => null,
    };
}
