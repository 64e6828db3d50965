using System.ComponentModel.DataAnnotations;
using BlazorMedia.Domain.Operations;

namespace BlazorMedia.Web.Platform.Nodes;

/// <summary>Section <c>Node</c> of the configuration; each node has its own.</summary>
internal sealed record NodeOptions
{
    public const string Section = "Node";

    /// <summary>What people call this node; default the name of the machine.</summary>
    [MaxLength(Node.MaxNameLength)]
    public string? Name { get; init; }

    /// <summary>Where people reach this very node when a balancer stands before all of them, for example <c>https://media-1.example.org</c>; null = no links to it.</summary>
    [MaxLength(Node.MaxAddressLength)]
    public string? Address { get; init; }
}
