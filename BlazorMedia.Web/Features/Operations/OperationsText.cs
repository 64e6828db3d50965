namespace BlazorMedia.Web.Features.Operations;

/// <summary>Names the texts of this feature.</summary>
internal sealed class OperationsText;
