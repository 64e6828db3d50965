namespace BlazorMedia.Domain.Operations;

public enum HealthStatus
{
    Well,

    /// <summary>Something needs a person, but the system still does its work.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Bad,
}
