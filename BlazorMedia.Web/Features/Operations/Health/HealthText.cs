namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>Names the texts of the health page and of this feature's checks.</summary>
internal sealed class HealthText;
