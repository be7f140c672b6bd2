import type { Resolver } from "./resolver.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { usageOf } from "./usage.ts";

/** What scapy reads records of packets with, and the layers that are asked for in them. */
const READERS = /^scapy\.(?:all|utils)\.(?:rdpcap|PcapReader|PcapNgReader)$/;
const LAYERS =
  /^scapy\.(?:all|packet|layers\.[\w.]+)\.(?:IP|IPv6|TCP|UDP|ICMP|DNS|DNSQR|DNSRR|ARP|Ether|Raw|BOOTP|DHCP|Dot11\w*|HTTP(?:Request|Response)?|TLS\w*|SMB\w*|NTP|SNMP|Padding)$/;
/** Ways from a record to other programs: pictures of it are drawn by whichever it is told to. */
const DRAWS = /\b(?:conversations|afterglow|\w*dump|\w*graph|trace3D|world_trace|prog|conf|wireshark|tcpdump|command)\b/;

/** Ways to a packet of the program's own, or to another address in one, whose name is then looked up. */
const CHANGES = /(?<!\bself)\s*\.\s*\w+\s*[-+|&*]?=(?!=)|\b(?:setattr|setfieldval|fields|__class__|__setattr__|__dict__|copy|clone_with|vars)\b|\btype\s*\(/;

/** Is this name something of scapy that only reads a file, or tells which part of a packet is meant? */
export function isOfCapture(name: string): boolean {
  return READERS.test(name) || LAYERS.test(name);
}

/** A record of packets that is read from a file and looked at (`IP in packet`, `packet[IP]`, `packet.haslayer(IP)`): nothing is sent, and no packet is made. */
export function readsCapture(resolver: Resolver, name: string, node: Node): boolean {
  if (DRAWS.test(resolver.tree.text) || CHANGES.test(resolver.tree.text)) return false;
  const usage = usageOf(resolver.tree, node);
  if (READERS.test(name)) return usage.kind === "called";
  if (!LAYERS.test(name)) return false;
  if (usage.kind === "compared") return true;
  const { parent } = node;
  if (parent?.type === "subscript") return node.field !== "value";
  const callee = parent?.type === "argument_list" && parent.children.length === 1 && parent.parent !== null ? part(parent.parent, "function") : null;
  return callee?.type === "attribute" && /^(?:haslayer|getlayer)$/.test(nameOf(resolver.tree, part(callee, "attribute") ?? callee));
}
