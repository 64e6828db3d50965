namespace BlazorMedia.Web.Features.Jobs.Health;

/// <summary>Names the texts of the check of background work.</summary>
internal sealed class JobsHealthText;
