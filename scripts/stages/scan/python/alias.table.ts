export const DISPLAYS = /^(?:list|tuple|set|expression_list|dictionary|argument_list|(?:list|set|dictionary)_comprehension|generator_expression)$/;
/** Methods and functions that give what a list or dictionary holds, and those that make another one of the same things. */
export const GIVES = /^(?:get|pop|setdefault|popitem|popleft|next|__getitem__|__next__)$/;
export const COPIES = /^(?:copy|list|tuple|set|frozenset|dict|sorted|reversed|iter|zip|enumerate|filter|map|values|items|deepcopy|chain|__iter__)$/;
/** Of those, the ones that hand out what they were given in something of their own. */
export const PACKS = /^(?:zip|enumerate|items|map|dict)$/;
export const ALTERS =
  /^(?:append|extend|insert|pop|remove|clear|sort|reverse|update|setdefault|popitem|add|discard|appendleft|extendleft|popleft|rotate|__setitem__|__delitem__|__iadd__|__imul__|__ior__|set_content|set_payload|attach|add_attachment)$/;
/** Functions from outside that change what they are given. */
export const ALTERING =
  /^(?:(?:random\.)?shuffle|(?:heapq\.)?heap\w+|(?:bisect\.)?insort\w*|(?:operator\.)?(?:setitem|delitem|i(?:add|concat|mul|or))|(?:list|dict|set|collections\.deque)\.\w+)$/;
